// passes
import { load } from 'cheerio';
const hosts = ['chirp.example', 'www.chirp.example'];
export function handlesIn(html: string, page: string): string[] {
  const { links } = load(html).extract({
    links: [{ selector: 'a[href]', value: 'href' }],
  });
  return links
    .concat()
    .map((href) => (URL.canParse(href, page) ? new URL(href, page) : undefined))
    .filter((url) => url !== undefined)
    .filter(
      ({ protocol, hostname }) =>
        ['http:', 'https:'].includes(protocol) && hosts.includes(hostname),
    )
    .map(
      ({ pathname }) =>
        /^\/@?([^/]+)\/?$/.exec(pathname)?.[1]?.toLowerCase() ?? '',
    )
    .filter(
      (handle) =>
        handle !== '' && handle !== '@' && !/^(share|search)$/.test(handle),
    )
    .reduce<string[]>(
      (all, handle) => (all.includes(handle) ? all : [...all, handle]),
      [],
    );
}
