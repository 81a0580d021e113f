import { addressOf, keyOf } from './address.ts';
import type { Page } from './page.ts';
import { isAllowed } from './robots.ts';
import type { Rule } from './robots.ts';

/** What a crawl knows, and what became of it. It grows as the crawl goes on. */
export interface Books {
  /** Whether addresses that differ in their query are different pages. */
  readonly hasQueries: boolean;
  /** The rules of each site that is crawled, by its origin. */
  readonly robots: Map<string, readonly Rule[]>;
  /** The keys of all pages that are wanted, read or not. */
  readonly known: Set<string>;
  /** The status of each page that was read, by its key. */
  readonly read: Map<string, number>;
  /** Why the others were not, by address. */
  readonly unanswered: Map<string, string>;
  /** Addresses that robots.txt asks to leave alone. */
  readonly leftAlone: Set<string>;
  /** Addresses that lead off the sites. */
  readonly offSite: Set<string>;
  /** How many pages were read by earlier runs. */
  readonly before: number;
  /** How many visits were begun, and how many of them are over. */
  begun: number;
  over: number;
}

/** Returns the books of a crawl that has read these pages, or none. */
export function openBooks(
  pages: Iterable<Page> = [],
  hasQueries = false,
): Books {
  const statuses = Array.from(pages, ({ url, status }) => {
    return [keyOf(url), status] as const;
  });
  return {
    hasQueries,
    robots: new Map(),
    known: new Set(statuses.map(([key]) => key)),
    read: new Map(statuses),
    unanswered: new Map(),
    leftAlone: new Set(),
    offSite: new Set(),
    before: statuses.length,
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
