// fails: other-hosts
import { load } from 'cheerio';
export function handlesIn(html: string, page: string): string[] {
  const $ = load(html);
  const handles = new Set<string>();
  for (const element of $('a[href]')) {
    const url = URL.parse($(element).attr('href') ?? '', page);
    if (
      !url ||
      !/^https?:$/.test(url.protocol) ||
      (!url.hostname.endsWith('.chirp.example') &&
        url.hostname !== 'chirp.example')
    ) {
      continue;
    }
    const parts = url.pathname.split('/').filter(Boolean);
    if (parts.length !== 1) continue;
    const handle = (parts[0] ?? '').replace(/^@/, '').toLowerCase();
    if (handle && handle !== 'share' && handle !== 'search') {
      handles.add(handle);
    }
  }
  return [...handles];
}
