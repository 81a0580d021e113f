import { defineExercise, type Evidence } from '../exercise.ts';
import {
  countOf,
  inFlightAtLeast,
  inFlightAtMost,
  seenAt,
} from '../rules/server.ts';
import { brief, holds } from '../rules/values.ts';
import {
  act,
  planOf,
  plans,
  retryAfterSecondsOf,
  smallBounds,
  type Value,
} from './14-crawler-act.ts';
import { smallSite } from './14-crawler-site.ts';
import { depthsFrom, isPrivate, pageOf } from './conference-map.ts';

/** Free connections, and requests slow enough that several are in flight. */
const model = {
  connect: { parallelMs: 0, serialMs: 0 },
  request: { parallelMs: 600, serialMs: 0 },
};

const robotsFile = '/robots.txt';

/** In this run, the gate is at robots.txt, and there is none at the pages. */
const robotsSeed = 13;

/** The page of each request in order, without robots.txt. */
function pagesAsked({ stats }: Evidence<Value>): string[] {
  const { arrivals } = seenAt(stats, 'conference');
  return arrivals.filter((path) => path !== robotsFile).map(pageOf);
}

function timesAsked(evidence: Evidence<Value>): Map<string, number> {
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

const robots = holds<Value>(
  'robots',
  'robots.txt read before anything else, and no page that it disallows',
  ({ stats }) => {
    const { arrivals, answers } = seenAt(stats, 'conference');
    const [first = 'nothing', second = '', ...rest] = arrivals;
    const suggests =
      'Wait for robots.txt before you request any page, and call isAllowed with its text and each address, even that of start.';
    if (first !== robotsFile) {
      return { seen: `${first} requested first`, suggests };
    }
    const forbidden = [second, ...rest].find((path) => isPrivate(path));
    if (forbidden) return { seen: `${forbidden} requested`, suggests };
    if ((answers[0]?.arrivedByThen ?? 1) <= 1) return undefined;
    return {
      seen: `${second} requested before robots.txt was there`,
      suggests,
    };
  },
);

const once = holds<Value>(
  'once',
  'no page requested twice, unless it failed',
  (evidence) => {
    const again = [...timesAsked(evidence)].find(
      ([page, times]) => times > 1 && fateOf(page)[0] === 200,
    );
    if (!again) return undefined;
    return {
      seen: `${again[0]} requested ${again[1]} times`,
      suggests:
        'Pages link to each other in circles. Remember an address as soon as you find it, not only when you have read the page.',
    };
  },
);

const cap = holds<Value>('cap', 'exactly maxPages pages', (evidence) => {
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

const breadthFirst = holds<Value>(
  'breadth-first',
  'all pages that are one link away before those that are further away',
  (evidence) => {
    const { start, concurrency } = planOf(evidence.seed);
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

const atMost = inFlightAtMost(
  (seed) => planOf(seed).concurrency,
  'A page may have forty links, and all requests started at once are in flight at once. Start the next one only when another has ended, and take the number from the bounds.',
  'conference',
  'concurrency',
);

const atLeast = inFlightAtLeast(
  // Without a gate at the pages, how many are in flight is left to chance.
  (seed) => (seed === robotsSeed ? 0 : planOf(seed).concurrency),
  'An await in a loop probably reads them one at a time. Pages that you already know need not wait for each other: request several at once.',
  'conference',
  'concurrency',
);

const goesOn = holds<Value>(
  'goes-on',
  'the next page of a level requested as soon as another has ended',
  ({ seed, stats }) => {
    const { start, gate } = planOf(seed);
    const { under = '/', firstWaitsFor } = gate;
    const { arrivals, answers } = seenAt(stats, 'conference');
    const first = arrivals.findIndex((path) => path.startsWith(under));
    if (firstWaitsFor === undefined || first < 0) return undefined;
    const depths = depthsFrom(start);
    const held = arrivals
      .slice(answers[first]?.arrivedByThen)
      .filter(
        (path) => path.startsWith(under) && depths.get(pageOf(path)) === 1,
      );
    if (held.length === 0) return undefined;
    return {
      seen: `${countOf(held.length, 'page')} of a level not requested until one late answer had arrived`,
      suggests:
        'In batches, all wait for the slowest of each batch. As soon as one page has ended, request the next one, as p-limit does.',
    };
  },
);

const retries = holds<Value>(
  'retries',
  'a second attempt at each page that failed, and at no others',
  (evidence) => {
    const wrong = [...timesAsked(evidence)].find(
      ([page, times]) =>
        fateOf(page)[0] !== 200 && times !== fateOf(page).length,
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

const pauses = holds<Value>(
  'retry-after',
  'a pause of retry-after seconds before a page is requested again',
  ({ stats }) => {
    const { arrivals, answers } = seenAt(stats, 'conference');
    for (const [at, path] of arrivals.entries()) {
      const again = answers[arrivals.indexOf(path, at + 1)];
      const { answeredMs = null } = answers[at] ?? {};
      if (fateOf(pageOf(path))[0] !== 503 || !again) continue;
      const pauseMs = again.arrivedMs - (answeredMs ?? 0);
      if (pauseMs >= leastPauseMs) continue;
      return {
        seen: `a pause of ${Math.round(pauseMs)} ms at ${path}`,
        suggests:
          'The header retry-after says how long the server needs, in seconds. Wait that long before the second attempt.',
      };
    }
    return undefined;
  },
);

const value = holds<Value>(
  'value',
  'each page that was requested, with its address and its last status',
  (evidence) => {
    const lineOf = (page: string, status: number) => `${status} ${page}`;
    const wanted = [...timesAsked(evidence).keys()].map((page) =>
      lineOf(page, fateOf(page).at(-1) ?? 0),
    );
    const given = evidence.value.pages.map(({ url, status }) =>
      lineOf(pageOf(new URL(url).pathname), status),
    );
    const missing = wanted.find((line) => !given.includes(line));
    const extra = given.find(
      (line, at) => !wanted.includes(line) || given.indexOf(line) !== at,
    );
    const [hidden] = evidence.value.fromPrivate;
    if (hidden) {
      return {
        seen: `"${hidden.status} ${hidden.url}" from a crawl whose start is disallowed`,
        suggests:
          'A page that was not requested is not a result. Leave it out of the list.',
      };
    }
    const silent = evidence.value.small.find(({ url }) =>
      url.endsWith('/silent'),
    );
    if (silent?.status !== 0) {
      return {
        seen: `for a page that never answered: ${silent ? `status ${silent.status}` : 'no entry'}`,
        suggests: 'Make an entry with status 0 out of the error of a request.',
      };
    }
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

const again = holds<Value>(
  'again',
  `the same in two more crawls, of a small site, with a concurrency of ${smallBounds.concurrency}`,
  ({ seed, value: { small, smallAgain, smallSeen } }) => {
    const { arrivals, peakInFlight, pauseMs } = smallSeen;
    if (arrivals.includes('/hidden')) {
      return {
        seen: '/hidden requested, which the robots.txt of that site disallows',
        suggests:
          'Each site has a robots.txt of its own. Keep nothing of it in a variable of the module, or else keep it for its site alone.',
      };
    }
    const wrong = [small, smallAgain].find(
      (pages) => linesOf(pages) !== smallLines,
    );
    if (wrong) {
      const which = wrong === small ? 'first' : 'second';
      return {
        seen: `of the ${which} of them, ${brief(linesOf(wrong))} instead of ${brief(smallLines)}`,
        suggests:
          'A variable of the module still holds what the crawls before have found, or their maxPages. Begin each crawl with variables of its own.',
      };
    }
    if (peakInFlight > smallBounds.concurrency) {
      return {
        seen: countOf(peakInFlight, 'request') + ' in flight',
        suggests:
          'A request is in flight until its body has come: read that within the limit, too. And a limit in a variable of the module keeps the concurrency of the first crawl.',
      };
    }
    const leastMs = leastPauseMs * retryAfterSecondsOf(seed);
    if (pauseMs >= leastMs) return undefined;
    return {
      seen: `a pause of ${Math.round(pauseMs)} ms for a retry-after of ${retryAfterSecondsOf(seed)}`,
      suggests:
        'Each answer says for how many seconds to wait. Multiply the number in its header by 1000.',
    };
  },
);

/** Pages in one line, whatever their order. */
function linesOf(pages: readonly { url: string; status: number }[]): string {
  const lines = pages.map(
    ({ url, status }) => `${new URL(url).pathname} ${status}`,
  );
  return lines.toSorted().join(', ');
}

const smallLines = Object.entries(smallSite)
  .map(([path, status]) => `${path} ${status}`)
  .toSorted()
  .join(', ');

export const exercise = defineExercise({
  id: '14-crawler',
  name: 'crawl',
  runs: Object.entries(plans).map(([seed, { gate }]) => ({
    seed: Number(seed),
    scale: 0.05,
    models: { conference: model },
    gates: { conference: gate },
    deadlineMs: 30_000,
  })),
  act,
  rules: [
    robots,
    atMost,
    atLeast,
    retries,
    once,
    cap,
    breadthFirst,
    goesOn,
    pauses,
    value,
    again,
  ],
});
