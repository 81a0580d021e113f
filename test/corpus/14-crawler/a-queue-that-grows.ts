// passes
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';

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

export async function crawl(start: string, { concurrency, maxPages }: Bounds) {
  const { html: robots } = await ask(new URL('/robots.txt', start).href);
  const queue = new PQueue({ concurrency });
  const known = new Set<string>();
  const pages: { url: string; status: number }[] = [];

  function begin(url: string): void {
    if (known.has(url) || known.size === maxPages) return;
    if (!isAllowed(robots, url)) return;
    known.add(url);
    void queue.add(async () => {
      const { status, html } = await askTwice(url);
      pages.push({ url, status });
      linksOf(html, url).forEach(begin);
    });
  }

  begin(start);
  await queue.onIdle();
  return pages;
}
