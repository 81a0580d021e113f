import { answerConference } from '../../lab/sites/conference.ts';

/** A path without the query and the slash that give a page a second address. */
export function pageOf(path: string): string {
  const { pathname } = new URL(path, 'http://lab');
  return pathname.replace(/(?<=.)\/$/, '');
}

/** Whether the conference's robots.txt disallows a page, by its path alone. */
export function isPrivate(page: string): boolean {
  return page.startsWith('/private') && !page.startsWith('/private/press-kit');
}

/** How many links away each page of the conference is, from one of them. */
export function depthsFrom(start: string): ReadonlyMap<string, number> {
  const depths = new Map([[start, 0]]);
  // The loop also visits pages that are added while it runs.
  for (const [page, depth] of depths) {
    for (const link of linksOn(page)) {
      if (!depths.has(link)) depths.set(link, depth + 1);
    }
  }
  return depths;
}

function linksOn(page: string): string[] {
  const origin = 'http://lab';
  const path = decodeURIComponent(page);
  const { body } = answerConference({ origin, path });
  return [...body.matchAll(/<a [^>]*href="([^"]*)"/g)]
    .map(([, href = '']) => new URL(href, origin + page))
    .filter((url) => url.origin === origin)
    .map(({ pathname }) => pageOf(pathname))
    .filter((link) => !isPrivate(link));
}
