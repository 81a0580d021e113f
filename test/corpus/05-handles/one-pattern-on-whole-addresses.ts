// passes
import { load } from 'cheerio';

const profile =
  /^https?:\/\/(?:www\.)?chirp\.example\/@?(?!(?:share|search)(?:[/?#]|$))([^/?#@]+)\/?(?:[?#]|$)/;

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html);
  const found = new Set<string>();
  for (const link of $('a[href]')) {
    const url = URL.parse($(link).attr('href') ?? '', page);
    const [, handle] = profile.exec(url?.href.toLowerCase() ?? '') ?? [];
    if (handle !== undefined) found.add(handle);
  }
  return Array.from(found);
}
