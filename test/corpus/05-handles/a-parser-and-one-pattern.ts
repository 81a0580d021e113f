// passes
import { Parser } from 'htmlparser2';

export function handlesIn(html: string, page: string): string[] {
  const handles: Record<string, true> = {};
  const parser = new Parser({
    onopentag(name, { href }) {
      const url = name === 'a' && href !== undefined && URL.parse(href, page);
      if (!url) return;
      const { protocol, hostname, pathname } = url;
      const where = `${protocol}//${hostname}${pathname.toLowerCase()}`;
      const [, handle] =
        /^https?:\/\/(?:www\.)?chirp\.example\/@?([^/@]+)\/?$/.exec(where) ??
        [];
      if (handle && !/^(share|search)$/.test(handle)) handles[handle] = true;
    },
  });
  parser.end(html);
  return Object.keys(handles);
}
