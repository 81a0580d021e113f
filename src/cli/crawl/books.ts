import { addressOf, keyOf } from './address.ts';
import type { Page } from './page.ts';
import { isAllowed, type Rule } from './robots.ts';

/** What a crawl knows, and what became of it. It grows as the crawl goes on. */
export type Books = ReturnType<typeof openBooks>;

/**
 * Returns the books of a crawl.
 * @param before pages that were read by earlier runs
 * @param hasQueries whether addresses that differ in their query are different
 * pages
 */
export function openBooks(before: readonly Page[] = [], hasQueries = false) {
  const pages = before.map(({ url, status }) => [keyOf(url), status] as const);
  return {
    /** The keys of all pages that are wanted, read or not. */
    known: new Set(pages.map(([key]) => key)),
    /** The status of each page that was read, by its key. */
    read: new Map(pages),
    /** Why the others were not, by address. */
    unanswered: new Map<string, string>(),
    /** Addresses that robots.txt asks to leave alone. */
    leftAlone: new Set<string>(),
    /** Addresses that lead off the sites. */
    offSite: new Set<string>(),
    /** The rules of each site that is crawled, by its origin. */
    robots: new Map<string, readonly Rule[]>(),
    hasQueries,
    /** How many visits were begun, and how many of them are over. */
    begun: 0,
    over: 0,
  };
}

/** Enters links, and returns the addresses that are new, and wanted. */
export function enter(links: readonly string[], books: Books): string[] {
  const fresh: string[] = [];
  for (const link of links) {
    const address = addressOf(link, books.hasQueries);
    const rules = books.robots.get(new URL(address).origin);
    if (!rules) books.offSite.add(link);
    else if (!isAllowed(rules, address)) books.leftAlone.add(address);
    else if (!books.known.has(keyOf(address))) {
      books.known.add(keyOf(address));
      fresh.push(address);
    }
  }
  return fresh;
}
