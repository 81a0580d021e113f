import type { GateOptions } from '../../lab/gate.ts';
import type { Scene } from '../exercise.ts';
import { startSmallSite, type SmallSiteSeen } from './14-crawler-site.ts';

interface Page {
  readonly url: string;
  readonly status: number;
}

interface Bounds {
  readonly concurrency: number;
  readonly maxPages: number;
}

type Crawl = (start: string, bounds: Bounds) => Promise<Page[]>;

/** The results of four crawls. */
export interface Value {
  readonly pages: readonly Page[];
  /** Of a crawl that begins at a page that robots.txt disallows. */
  readonly fromPrivate: readonly Page[];
  /** Of a small site, which is crawled twice, with other bounds. */
  readonly small: readonly Page[];
  readonly smallAgain: readonly Page[];
  readonly smallSeen: SmallSiteSeen;
}

/** Fewer at once than in each crawl of the conference. */
export const smallBounds = { concurrency: 2, maxPages: 7 };

/** The pause for which a page of the small site asks; no pause is the same. */
export const retryAfterSecondsOf = (seed: number) => (seed === 13 ? 2 : 0);

interface Plan extends Bounds {
  readonly start: string;
  /** What the server holds back, to see what the crawler does meanwhile. */
  readonly gate: GateOptions;
}

/** Each start links to more pages than the crawler may read. */
export const plans: Readonly<Record<number, Plan>> = {
  11: {
    start: '/basement',
    maxPages: 30,
    concurrency: 4,
    gate: { under: '/basement/', expected: 4 },
  },
  // The first page of the level waits until all others have been requested.
  12: {
    start: '/archive',
    maxPages: 34,
    concurrency: 5,
    gate: { under: '/archive/', expected: 5, firstWaitsFor: 12 },
  },
  // Robots.txt waits for a crawler that does not.
  13: {
    start: '/',
    maxPages: 36,
    concurrency: 3,
    gate: { under: '/robots.txt', expected: 2 },
  },
};

/**
 * The plan of a run.
 * @throws RangeError where no run has this seed
 */
export function planOf(seed: number): Plan {
  const plan = plans[seed];
  if (!plan) throw new RangeError(`There is no plan for the seed ${seed}.`);
  return plan;
}

/** Crawls the conference, a page that is disallowed, and a small site. */
export async function act(crawl: Crawl, { lab, seed }: Scene): Promise<Value> {
  const { start, maxPages, concurrency } = planOf(seed);
  const bounds = { concurrency, maxPages };
  const pages = await crawl(lab.conference + start, bounds);
  const fromPrivate = await crawl(`${lab.conference}/private`, bounds);
  const site = await startSmallSite(retryAfterSecondsOf(seed));
  try {
    const small = await crawl(`${site.url}/`, smallBounds);
    const smallAgain = await crawl(`${site.url}/`, smallBounds);
    return { pages, fromPrivate, small, smallAgain, smallSeen: site.seen() };
  } finally {
    await site.close();
  }
}
