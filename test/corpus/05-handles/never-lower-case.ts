// fails: once
import { load } from 'cheerio';

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html, { baseURI: page });
  const links = $('a[href]').map((_, link) => $(link).prop('href'));
  const handles = new Set<string>();
  for (const link of links.get()) {
    const { hostname, pathname } = new URL(link);
    const parts = pathname.split('/').filter((part) => part !== '');
    if (hostname.replace('www.', '') !== 'chirp.example') continue;
    if (parts.length !== 1 || /^(share|search)$/.test(parts[0] ?? '')) continue;
    handles.add((parts[0] ?? '').replace('@', ''));
  }
  return [...handles];
}
