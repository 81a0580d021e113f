/**
 * # A polite crawler
 *
 * Write `crawl`: it reads pages of one site, beginning at `start`, and returns
 * the address and the status of each.
 *
 * - It reads `/robots.txt` before anything else, and requests no page that
 *   it disallows, not even `start`.
 * - Breadth first: the start, then all that it links to, then all that those
 *   link to, and so on; at most `maxPages` in all, robots.txt not counted.
 * - Each page is requested once. If no answer comes, or one with a status of
 *   500 or above, it is requested once more: after a pause, if the answer has
 *   a `retry-after`, in seconds. The second answer counts; a page without an
 *   answer has status 0.
 * - There are never more than `concurrency` requests in flight. As long as a
 *   level has pages left, the next one begins as soon as another has ended; a
 *   page may keep its place while it pauses.
 *
 * Two parts are there already. `linksOf` returns the addresses on the same site
 * to which a page links, all in the same form, so that two links to one page
 * are the same text. `isAllowed` says whether robots.txt allows an address.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from 'cheerio';
import pLimit from 'p-limit';
import { Agent, request } from 'undici';

export interface Page {
  readonly url: string;
  readonly status: number;
}

export interface Bounds {
  readonly concurrency: number;
  readonly maxPages: number;
}

/** Returns each address on the same site to which a page links, once. */
function linksOf(html: string, url: string): string[] {
  const { origin } = new URL(url);
  const hrefs = load(html)('a').map((_, { attribs }) => attribs['href']);
  const links = hrefs.get().map((href) => new URL(href, url));
  const own = links.filter((link) => link.origin === origin);
  const paths = own.map(({ pathname }) => pathname.replace(/(?!^)\/$/, ''));
  return [...new Set(paths)].map((path) => origin + path);
}

/** Whether a robots.txt allows an address, by its longest rule for everyone. */
function isAllowed(robots: string, url: string): boolean {
  const groups = robots.split(/^user-agent: */im);
  const forAll = groups.find((group) => group.startsWith('*')) ?? '';
  const { pathname } = new URL(url);
  const [, field = 'allow'] =
    [...forAll.matchAll(/^(allow|disallow): *(\/.*)$/gim)]
      .filter(([, , path = '']) => pathname.startsWith(path))
      .sort(([, , one = ''], [, , other = '']) => other.length - one.length)
      .at(0) ?? [];
  return field.toLowerCase() === 'allow';
}

/** Reads pages of a site, and returns the status of each. */
export async function crawl(
  start: string,
  { concurrency, maxPages }: Bounds,
): Promise<Page[]> {
  // TODO: read robots.txt, then the pages, breadth first.
  throw new Error('Not written yet: crawl.');
}
