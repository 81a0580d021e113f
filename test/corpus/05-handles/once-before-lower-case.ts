// fails: once
import { load } from 'cheerio';

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html, { baseURI: page });
  const links = $('a[href]').map((_, link) => $(link).prop('href'));
  const handles = links.get().flatMap((link) => {
    const { hostname, pathname } = new URL(link);
    const [, handle] =
      /^(?:www\.)?chirp\.example\/@?([\w.]+)\/?$/.exec(hostname + pathname) ??
      [];
    return handle ?? [];
  });
  return [...new Set(handles)]
    .filter((handle) => handle !== 'share' && handle !== 'search')
    .map((handle) => handle.toLowerCase());
}
