// fails: none
import { load } from 'cheerio';

const profile = /^(?:www\.)?chirp\.example\/@?(?!share$|search$)([\w.]+)\/?$/;

export function handlesIn(html: string, page: string): (string | undefined)[] {
  const $ = load(html, { baseURI: page });
  const links = $('a[href]').map((_, link) => $(link).prop('href'));
  const handles = links.get().flatMap((link) => {
    const { hostname, pathname } = new URL(link);
    return profile.exec(hostname + pathname)?.[1]?.toLowerCase() ?? [];
  });
  const [first, ...others] = [...new Set(handles)];
  return [first, ...others];
}
