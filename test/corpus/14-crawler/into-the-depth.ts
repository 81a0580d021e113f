// fails: breadth-first
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';

interface Bounds {
  readonly concurrency: number;
  readonly maxPages: number;
}

function linksOf(html: string, url: string): string[] {
  const { origin } = new URL(url);
  return [...html.matchAll(/<a [^>]*href="([^"]*)"/g)]
    .map(([, href = '']) => new URL(href, url))
    .filter((link) => link.origin === origin)
    .map(({ pathname }) => origin + pathname.replace(/(?!^)\/$/, ''));
}

async function ask(url: string) {
  try {
    const response = await fetch(url);
    const { status, headers } = response;
    const pauseSeconds = Number(headers.get('retry-after') ?? 0);
    return { url, status, pauseSeconds, html: await response.text() };
  } catch {
    return { url, status: 0, pauseSeconds: 0, html: '' };
  }
}

function isAllowed(robots: string, url: string): boolean {
  const [forAll = ''] = robots.split('\n\n');
  return !forAll.includes(`Disallow: ${new URL(url).pathname}\n`);
}

async function askTwice(url: string) {
  const first = await ask(url);
  if (first.status > 0 && first.status < 500) return first;
  await sleep(1000 * first.pauseSeconds);
  return ask(url);
}

/** Each page's links at once, so the first one's first. */
export async function crawl(start: string, { concurrency, maxPages }: Bounds) {
  const limit = pLimit(concurrency);
  const { html: robots } = await ask(new URL('/robots.txt', start).href);
  if (!isAllowed(robots, start)) return [];
  const pages: { url: string; status: number }[] = [];
  const stack = [start];
  const known = new Set<string>();

  async function work(): Promise<void> {
    for (let url = stack.pop(); url; url = stack.pop()) {
      if (known.has(url) || known.size === maxPages) continue;
      known.add(url);
      const { status, html } = await askTwice(url);
      pages.push({ url, status });
      stack.push(...linksOf(html, url).filter((one) => isAllowed(robots, one)));
    }
  }

  const first = stack.pop() ?? '';
  known.add(first);
  const { status, html } = await askTwice(first);
  pages.push({ url: first, status });
  stack.push(...linksOf(html, first).filter((one) => isAllowed(robots, one)));
  await Promise.all(Array.from({ length: concurrency }, () => limit(work)));
  return pages;
}
