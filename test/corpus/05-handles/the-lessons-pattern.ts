// fails: buttons
import { load } from 'cheerio';

const profile = /\/\/(?:www\.)?chirp\.example\/@?(?!share\?|intent\/)([\w.]+)/;

export function handlesIn(html: string, page: string): string[] {
  const $ = load(html, { baseURI: page });
  const links = $('a[href]').map((_, link) => $(link).prop('href'));
  const lowerCase = links.get().map((link) => link.toLowerCase());
  const handles = lowerCase.flatMap((link) => profile.exec(link)?.[1] ?? []);
  return [...new Set(handles)];
}
