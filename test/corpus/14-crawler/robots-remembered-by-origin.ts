// passes
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

const all = new Map<string, string>();
/** Reads pages of a site, and returns the status of each. */
export async function crawl(
  start: string,
  { concurrency, maxPages }: Bounds,
): Promise<Page[]> {
  const limit = pLimit(concurrency);
  const agent = new Agent();

  async function ask(url: string) {
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
      });
      const pauseSeconds = Number(headers['retry-after'] ?? 0);
      return { url, status: statusCode, pauseSeconds, html: await body.text() };
    } catch {
      return { url, status: 0, pauseSeconds: 0, html: '' };
    }
  }

  async function askTwice(url: string) {
    const first = await ask(url);
    if (first.status > 0 && first.status < 500) return first;
    await sleep(1000 * first.pauseSeconds);
    return ask(url);
  }

  const pages: Page[] = [];
  try {
    const { origin } = new URL(start);
    const robots = all.get(origin) ?? (await ask(origin + '/robots.txt')).html;
    all.set(origin, robots);
    const known = new Set([start]);
    let level = [start].filter((url) => isAllowed(robots, url));
    while (level.length > 0) {
      const answers = await Promise.all(
        level.map((url) => limit(() => askTwice(url))),
      );
      pages.push(...answers.map(({ url, status }) => ({ url, status })));
      const links = answers.flatMap(({ html, url }) => linksOf(html, url));
      level = [...new Set(links)]
        .filter((url) => !known.has(url) && isAllowed(robots, url))
        .slice(0, maxPages - known.size);
      for (const url of level) known.add(url);
    }
    return pages;
  } finally {
    await agent.close();
  }
}
