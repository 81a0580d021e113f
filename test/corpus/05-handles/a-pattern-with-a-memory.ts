// fails: spellings
import { load } from 'cheerio';

const profile = /^(?:www\.)?chirp\.example\/@?([\w.]+)\/?$/g;

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html, { baseURI: page });
  const links = $('a[href]').map((_, link) => $(link).prop('href'));
  const handles = links.get().flatMap((link) => {
    const { hostname, pathname } = new URL(link);
    return profile.exec(hostname + pathname)?.[1]?.toLowerCase() ?? [];
  });
  const buttons = ['share', 'search'];
  return [...new Set(handles)].filter((one) => !buttons.includes(one));
}
