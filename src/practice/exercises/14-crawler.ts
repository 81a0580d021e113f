import { defineExercise, type Evidence } from '../exercise.ts';
import { inFlightAtMost, seenAt } from '../rules/server.ts';
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

/** Each knows more pages one link away than it may read in all. */
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

/** Without connections to pay for, and with time to have several on the way. */
const model = {
  connect: { parallelMs: 0, serialMs: 0 },
  request: { parallelMs: 600, serialMs: 0 },
};

const robotsFile = '/robots.txt';

/** The pages that were asked for, in order, those of each attempt. */
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

/** What a box of the basement answers, to the first attempt and the second. */
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
  'robots.txt to be read first, and no page that it disallows',
  ({ stats }) => {
    const [first = 'nothing', ...rest] = seenAt(stats, 'conference').arrivals;
    const forbidden = rest.find((path) => isPrivate(path));
    if (first === robotsFile && forbidden === undefined) return undefined;
    return {
      seen: forbidden ?? `${first} asked for first`,
      suggests:
        'Ask isAllowed about each address before it is asked for, with the text of robots.txt.',
    };
  },
);

const once = holds<Page[]>(
  'once',
  'no page to be asked for twice, unless it failed',
  (evidence) => {
    const again = [...timesAsked(evidence)].find(
      ([page, times]) => times > 1 && fateOf(page).length === 1,
    );
    if (!again) return undefined;
    return {
      seen: `${again[0]} asked for ${again[1]} times`,
      suggests:
        'Pages link to each other in circles: a page is known from when it is first found, and not only when it has been read.',
    };
  },
);

const cap = holds<Page[]>('cap', 'maxPages pages, and no more', (evidence) => {
  const { maxPages } = planOf(evidence.seed);
  const asked = timesAsked(evidence).size;
  if (asked === maxPages) return undefined;
  return {
    seen: `${asked} pages for a maxPages of ${maxPages}`,
    suggests:
      asked > maxPages
        ? 'Those that are on their way count as well: look at the bound before a page is asked for.'
        : 'There is more to find: follow the links of each page that was read.',
  };
});

const breadthFirst = holds<Page[]>(
  'breadth-first',
  'all pages that are one link away before those that are further',
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
    // Those that are on their way together may overtake each other.
    if (missing.length === 0 && early.length <= concurrency) return undefined;
    const [found = early[0] ?? ''] = missing;
    return {
      seen:
        missing.length > 0
          ? `${missing.length} of ${near.length} pages to which ${start} links were not read, such as ${found}`
          : `${early.length} pages further away were read before the last of them, such as ${found}`,
      suggests:
        'Whoever follows the links of a page at once, and before its neighbours, goes into the depth; put what is found at the end of a queue.',
    };
  },
);

/** What the client had under way, by when it asked. */
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
      seen: `never more than ${peak}`,
      suggests:
        'An await in a loop lets one go at a time: pages that are known already need not wait for each other.',
    };
  },
);

const retries = holds<Page[]>(
  'retries',
  'a page that failed to be asked for once more, and no other',
  (evidence) => {
    const wrong = [...timesAsked(evidence)].find(
      ([page, times]) => times !== fateOf(page).length,
    );
    if (!wrong) return undefined;
    const [page, times] = wrong;
    return {
      seen: `${times} instead of ${fateOf(page).length} attempts at ${page}`,
      suggests:
        'No answer, and one of 500 or above, may be different next time; a 404 stays what it is.',
    };
  },
);

/** Timers may be early by a hair. */
const leastPauseMs = 990;

const pauses = holds<Page[]>(
  'retry-after',
  'a pause of retry-after seconds before a page is asked for again',
  ({ trace }) => {
    for (const first of trace.requests) {
      const again = trace.requests.find(
        ({ url, id }) => url === first.url && id > first.id,
      );
      if (first.status !== 503 || first.headersMs === null || !again) continue;
      const pauseMs = again.queuedMs - first.headersMs;
      if (pauseMs >= leastPauseMs) continue;
      return {
        seen: `${Math.round(pauseMs)} ms at ${new URL(first.url).pathname}`,
        suggests:
          'The server has said how long it needs, in seconds: wait for that long before you ask again.',
      };
    }
    return undefined;
  },
);

const value = holds<Page[]>(
  'value',
  'each page that was asked for, with its address and its last status',
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
      seen: [missing && `no ${missing}`, extra && `one ${extra} too many`]
        .filter(Boolean)
        .join(', and '),
      suggests:
        'A page that fails is a result as well, and one that was asked for twice is one page.',
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
      'A page may have forty links, and all of them started at once are all on their way: begin one only when another has ended.',
      'conference',
    ),
    concurrent,
    retries,
    pauses,
    value,
  ],
});
