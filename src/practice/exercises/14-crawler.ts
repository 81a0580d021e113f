import { defineExercise, type Evidence } from '../exercise.ts';
import { countOf, inFlightAtMost, seenAt } from '../rules/server.ts';
import { holds } from '../rules/values.ts';
import type { RequestTrace } from '../../trace/trace.ts';
import { depthsFrom, isPrivate, pageOf } from './conference-map.ts';

interface Page {
  readonly url: string;
  readonly status: number;
}

interface Bounds {
  readonly concurrency: number;
  readonly maxPages: number;
}

type Crawl = (start: string, bounds: Bounds) => Promise<Page[]>;

const concurrency = 4;

/** Each start links to more pages than the crawler may read. */
const plans: Readonly<Record<number, { start: string; maxPages: number }>> = {
  11: { start: '/basement', maxPages: 30 },
  12: { start: '/archive', maxPages: 34 },
  13: { start: '/', maxPages: 36 },
};

function planOf(seed: number) {
  const plan = plans[seed];
  if (!plan) throw new RangeError(`There is no plan for the seed ${seed}.`);
  return plan;
}

/** Free connections, and requests slow enough that several are in flight. */
const model = {
  connect: { parallelMs: 0, serialMs: 0 },
  request: { parallelMs: 600, serialMs: 0 },
};

const robotsFile = '/robots.txt';

/** The page of each request in order, without robots.txt. */
function pagesAsked({ stats }: Evidence<Page[]>): string[] {
  const { arrivals } = seenAt(stats, 'conference');
  return arrivals.filter((path) => path !== robotsFile).map(pageOf);
}

function timesAsked(evidence: Evidence<Page[]>): Map<string, number> {
  const times = new Map<string, number>();
  for (const page of pagesAsked(evidence)) {
    times.set(page, (times.get(page) ?? 0) + 1);
  }
  return times;
}

/** The statuses of a page's attempts; 0 where no answer comes. */
function fateOf(page: string): readonly [first: number, second?: number] {
  const box = Number(/^\/basement\/(\d+)$/.exec(page)?.[1] ?? 4);
  if (box % 8 === 0) return [404];
  if (box % 4 === 1) return [500, 500];
  if (box % 4 === 2) return [503, 503];
  if (box % 4 === 3) return [0, 200];
  return [200];
}

const robots = holds<Page[]>(
  'robots',
  'robots.txt read first, and no page that it disallows',
  ({ stats }) => {
    const [first = 'nothing', ...rest] = seenAt(stats, 'conference').arrivals;
    const forbidden = rest.find((path) => isPrivate(path));
    if (first === robotsFile && forbidden === undefined) return undefined;
    return {
      seen: forbidden ?? `${first} requested first`,
      suggests:
        'Read robots.txt before any page, and call isAllowed with its text before you request an address.',
    };
  },
);

const once = holds<Page[]>(
  'once',
  'no page requested twice, unless it failed',
  (evidence) => {
    const again = [...timesAsked(evidence)].find(
      ([page, times]) => times > 1 && fateOf(page).length === 1,
    );
    if (!again) return undefined;
    return {
      seen: `${again[0]} requested ${again[1]} times`,
      suggests:
        'Pages link to each other in circles. Remember an address as soon as you find it, not only when you have read the page.',
    };
  },
);

const cap = holds<Page[]>('cap', 'exactly maxPages pages', (evidence) => {
  const { maxPages } = planOf(evidence.seed);
  const asked = timesAsked(evidence).size;
  if (asked === maxPages) return undefined;
  return {
    seen: `${countOf(asked, 'page')} requested with a maxPages of ${maxPages}`,
    suggests:
      asked > maxPages
        ? 'Pages under way count too. Check the bound before you request a page, not after it has been read.'
        : 'There are more pages to find. Follow the links of each page that you have read.',
  };
});

const breadthFirst = holds<Page[]>(
  'breadth-first',
  'all pages that are one link away before those that are further away',
  (evidence) => {
    const { start } = planOf(evidence.seed);
    const depths = depthsFrom(start);
    const asked = [...timesAsked(evidence).keys()];
    const near = [...depths].flatMap(([page, at]) => (at === 1 ? [page] : []));
    const missing = near.filter((page) => !asked.includes(page));
    const lastNear = Math.max(...near.map((page) => asked.indexOf(page)));
    const early = asked
      .slice(0, lastNear)
      .filter((page) => (depths.get(page) ?? 0) > 1);
    // Requests that are in flight together may overtake each other.
    if (missing.length === 0 && early.length <= concurrency) return undefined;
    const [found = early[0] ?? ''] = missing;
    return {
      seen:
        missing.length > 0
          ? `${missing.length} of the ${near.length} pages to which ${start} links not read, such as ${found}`
          : `${early.length} pages further away read before the last of them, such as ${found}`,
      suggests:
        'If you follow the links of a page at once, you go depth first. Put new links at the end of a queue, or read the pages level by level.',
    };
  },
);

/** The most requests that the client had under way at once. */
function peakAsked(requests: readonly RequestTrace[]): number {
  const counts = requests.map(
    ({ queuedMs: atMs }) =>
      requests.filter(
        ({ queuedMs, endMs }) => queuedMs <= atMs && (endMs ?? Infinity) > atMs,
      ).length,
  );
  return Math.max(0, ...counts);
}

const concurrent = holds<Page[]>(
  'at-least-in-flight',
  `${concurrency} requests in flight at once`,
  ({ trace, stats }) => {
    const { peakInFlight } = seenAt(stats, 'conference');
    const peak = Math.max(peakInFlight, peakAsked(trace.requests));
    if (peak >= concurrency) return undefined;
    return {
      seen: `never more than ${countOf(peak, 'request')} in flight`,
      suggests:
        'An await in a loop probably reads them one at a time. Pages that you already know need not wait for each other: request several at once.',
    };
  },
);

const retries = holds<Page[]>(
  'retries',
  'a second attempt at each page that failed, and at no others',
  (evidence) => {
    const wrong = [...timesAsked(evidence)].find(
      ([page, times]) => times !== fateOf(page).length,
    );
    if (!wrong) return undefined;
    const [page, times] = wrong;
    return {
      seen: `${countOf(times, 'attempt')} instead of ${fateOf(page).length} at ${page}`,
      suggests:
        'Try again after no answer and after a status of 500 or above, because the next attempt may succeed. A 404 will not change.',
    };
  },
);

/** A second, less a little because timers may be early. */
const leastPauseMs = 990;

const pauses = holds<Page[]>(
  'retry-after',
  'a pause of retry-after seconds before a page is requested again',
  ({ trace }) => {
    for (const first of trace.requests) {
      const again = trace.requests.find(
        ({ url, id }) => url === first.url && id > first.id,
      );
      if (first.status !== 503 || first.headersMs === null || !again) continue;
      const pauseMs = again.queuedMs - first.headersMs;
      if (pauseMs >= leastPauseMs) continue;
      return {
        seen: `a pause of ${Math.round(pauseMs)} ms at ${new URL(first.url).pathname}`,
        suggests:
          'The header retry-after says how long the server needs, in seconds. Wait that long before the second attempt.',
      };
    }
    return undefined;
  },
);

const value = holds<Page[]>(
  'value',
  'each page that was requested, with its address and its last status',
  (evidence) => {
    const lineOf = (page: string, status: number) => `${status} ${page}`;
    const wanted = [...timesAsked(evidence).keys()].map((page) =>
      lineOf(page, fateOf(page).at(-1) ?? 0),
    );
    const given = evidence.value.map(({ url, status }) =>
      lineOf(pageOf(new URL(url).pathname), status),
    );
    const missing = wanted.find((line) => !given.includes(line));
    const extra = given.find(
      (line, at) => !wanted.includes(line) || given.indexOf(line) !== at,
    );
    if (missing === undefined && extra === undefined) return undefined;
    return {
      seen: [missing && `"${missing}" missing`, extra && `"${extra}" too many`]
        .filter(Boolean)
        .join(', and '),
      suggests:
        'A page that fails is a result too. A page that was requested twice is one entry, with the status of its last attempt.',
    };
  },
);

export const exercise = defineExercise({
  id: '14-crawler',
  name: 'crawl',
  runs: Object.keys(plans).map((seed) => ({
    seed: Number(seed),
    scale: 0.05,
    models: { conference: model },
    deadlineMs: 30_000,
  })),
  act: (crawl: Crawl, { lab, seed }) => {
    const { start, maxPages } = planOf(seed);
    return crawl(lab.conference + start, { concurrency, maxPages });
  },
  rules: [
    robots,
    once,
    cap,
    breadthFirst,
    inFlightAtMost(
      concurrency,
      'A page may have forty links, and all requests started at once are in flight at once. Start the next one only when another has ended.',
      'conference',
    ),
    concurrent,
    retries,
    pauses,
    value,
  ],
});
