import { addressOf, keyOf } from './address.ts';
import type { Page } from './page.ts';
import { isAllowed, type Rule } from './robots.ts';

/** Which pages a crawl knows, and what became of each; the crawl adds to it. */
export type Frontier = ReturnType<typeof createFrontier>;

/**
 * Returns the frontier that a crawl begins with.
 * @param before pages that earlier runs have read
 * @param queries whether addresses that differ only in their query are
 * different pages
 */
export function createFrontier(before: readonly Page[] = [], queries = false) {
  const pages = before.map(({ url, status }) => [keyOf(url), status] as const);
  return {
    /** The keys of all pages to be read, whether or not they are yet. */
    known: new Set(pages.map(([key]) => key)),
    /** The status of each page that was read, by its key. */
    read: new Map(pages),
    /** Why a page could not be read, by its address. */
    unanswered: new Map<string, string>(),
    /** Addresses that robots.txt asks to leave alone. */
    leftAlone: new Set<string>(),
    /** Addresses outside the sites that are crawled. */
    offSite: new Set<string>(),
    /** The rules of each site that is crawled, by its origin. */
    robots: new Map<string, readonly Rule[]>(),
    queries,
    /** How many visits have begun, and how many of them are over. */
    begun: 0,
    over: 0,
  };
}

/** Adds the pages that links lead to; returns those that are new. */
export function add(frontier: Frontier, links: readonly string[]): string[] {
  const added: string[] = [];
  for (const link of links) {
    const address = addressOf(link, frontier.queries);
    const rules = frontier.robots.get(new URL(address).origin);
    if (!rules) frontier.offSite.add(link);
    else if (!isAllowed(rules, address)) frontier.leftAlone.add(address);
    else if (!frontier.known.has(keyOf(address))) {
      frontier.known.add(keyOf(address));
      added.push(address);
    }
  }
  return added;
}
