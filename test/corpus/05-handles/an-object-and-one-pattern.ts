// passes
import { load } from 'cheerio';

const profile = /^https?:\/\/(?:www\.)?chirp\.example\/@?([^/@]+)\/?$/;

export function handlesIn(html: string, page: string): string[] {
  const handles: Record<string, true> = {};
  load(html)('a').each((_, { attribs }) => {
    const { href } = attribs;
    const url = href === undefined ? null : URL.parse(href, page);
    if (!url) return;
    const { protocol, hostname, pathname } = url;
    const where = `${protocol}//${hostname}${pathname.toLowerCase()}`;
    const [, handle] = profile.exec(where) ?? [];
    if (handle && !/^(share|search)$/.test(handle)) handles[handle] = true;
  });
  return Object.keys(handles);
}
