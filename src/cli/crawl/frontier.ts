import { addressOf, keyOf } from './address.ts';
import type { Page } from './page.ts';
import { isAllowed, type Rule } from './robots.ts';

/** Which pages a crawl knows, and what became of each; the crawl adds to it. */
export type Frontier = ReturnType<typeof createFrontier>;

/** Returns what is noted about pages and links, for the summary. */
function createNotes(before: readonly Page[]) {
  const noted = before.map(({ url, problem }) => [url, problem ?? ''] as const);
  return {
    /** Why links of a page may be missing, by its address. */
    problems: new Map(noted.filter(([, problem]) => problem !== '')),
    /** Why a page could not be read, by its address. */
    unanswered: new Map<string, string>(),
    /** Addresses that robots.txt asks to leave alone. */
    leftAlone: new Set<string>(),
    /** Addresses outside the sites that are crawled. */
    offSite: new Set<string>(),
    /** Links that are followed without their queries. */
    shortened: new Set<string>(),
  };
}

/**
 * Returns the frontier that a crawl begins with.
 * @param before pages that earlier runs have read
 * @param queries whether addresses that differ only in their query are
 * different pages
 */
export function createFrontier(before: readonly Page[] = [], queries = false) {
  const pages = before.map(({ url, status }) => [keyOf(url), status] as const);
  return {
    ...createNotes(before),
    /** The keys of all pages to be read, whether or not they are yet. */
    known: new Set(pages.map(([key]) => key)),
    /** The status of each page that was read, by its key. */
    read: new Map(pages),
    /** The rules of each site that is crawled, by its origin. */
    robots: new Map<string, readonly Rule[]>(),
    queries,
    /** Whether all rules have been read, so that pages can be. */
    isOpen: false,
    /** How many visits have begun, and how many of them are over. */
    begun: 0,
    over: 0,
  };
}

/** Sorts a link; whether it leads to a page that is new, which is known now. */
function isNew(frontier: Frontier, link: string, address: string): boolean {
  const { known, leftAlone, offSite, robots, shortened } = frontier;
  const rules = robots.get(new URL(address).origin);
  if (!rules) offSite.add(link);
  else if (address !== link) shortened.add(link);
  if (!rules || known.has(keyOf(address))) return false;
  const isOurs = !leftAlone.has(address) && isAllowed(rules, address);
  if (isOurs) known.add(keyOf(address));
  else leftAlone.add(address);
  return isOurs;
}

/** Adds the pages that links lead to; returns those that are new. */
export function add(
  frontier: Frontier,
  links: readonly string[],
  queries = frontier.queries,
): string[] {
  return links.flatMap((link) => {
    const address = addressOf(link, queries);
    return isNew(frontier, link, address) ? address : [];
  });
}

/** Records a page that was read. */
export function record(frontier: Frontier, address: string, page: Page): void {
  frontier.read.set(keyOf(address), page.status);
  if (page.problem) frontier.problems.set(page.url, page.problem);
}
