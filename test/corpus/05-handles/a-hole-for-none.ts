// fails: none
import { load } from 'cheerio';

const profile =
  /^https?:\/\/(?:www\.)?chirp\.example\/@?(?!(?:share|search)\/?$)([\w.]+)\/?$/;

export function handlesIn(html: string, page: string): (string | undefined)[] {
  const $ = load(html);
  const links = $('a[href]').map((_, link) => $(link).attr('href'));
  const handles = links.get().flatMap((link) => {
    const { protocol, hostname, pathname } = URL.parse(link, page) ?? {};
    const where = `${protocol}//${hostname}${pathname}`.toLowerCase();
    return profile.exec(where)?.[1] ?? [];
  });
  const [first, ...others] = new Set(handles);
  return [first, ...others];
}
