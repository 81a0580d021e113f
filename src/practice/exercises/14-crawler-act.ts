import type { GateOptions } from '../../lab/gate.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import type { Scene } from '../exercise.ts';

interface Page {
  readonly url: string;
  readonly status: number;
}

interface Bounds {
  readonly concurrency: number;
  readonly maxPages: number;
}

type Crawl = (start: string, bounds: Bounds) => Promise<Page[]>;

/** The results of three crawls. */
export interface Value {
  readonly pages: readonly Page[];
  /** Of a crawl that begins at a page that robots.txt disallows. */
  readonly fromPrivate: readonly Page[];
  /** Of a site with a page, `/silent`, that never answers. */
  readonly withSilent: readonly Page[];
}

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

/** Crawls the conference, a page that is disallowed, and a site of its own. */
export async function act(crawl: Crawl, { lab, seed }: Scene): Promise<Value> {
  const { start, maxPages, concurrency } = planOf(seed);
  const bounds = { concurrency, maxPages };
  const pages = await crawl(lab.conference + start, bounds);
  const fromPrivate = await crawl(`${lab.conference}/private`, bounds);
  const site = await startScriptedServer(({ url }, response) => {
    if (url === '/silent') response.destroy();
    else if (url === '/') response.end('<a href="/silent">silent</a>');
    else response.writeHead(404).end();
  });
  try {
    const withSilent = await crawl(`${site.url}/`, bounds);
    return { pages, fromPrivate, withSilent };
  } finally {
    await site.close();
  }
}
