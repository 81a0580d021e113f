// fails: retries
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

export async function crawl(start: string, { concurrency, maxPages }: Bounds) {
  const limit = pLimit(concurrency);
  const { html: robots } = await ask(new URL('/robots.txt', start).href);
  const known = new Set([start]);
  const pages: { url: string; status: number }[] = [];
  let level = [start].filter((url) => isAllowed(robots, url));
  while (level.length > 0) {
    const answers = await Promise.all(
      level.map((url) => limit(() => ask(url))),
    );
    pages.push(...answers.map(({ url, status }) => ({ url, status })));
    const links = answers.flatMap(({ html, url }) => linksOf(html, url));
    level = [...new Set(links)]
      .filter((url) => !known.has(url) && isAllowed(robots, url))
      .slice(0, maxPages - known.size);
    for (const url of level) known.add(url);
  }
  return pages;
}
