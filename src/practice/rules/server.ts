import type { LabStats, SiteName, SiteStats } from '../../lab/lab.ts';
import type { Rule } from '../exercise.ts';

/**
 * What a site's server saw.
 * @throws Error where the lab has no such site
 */
export function seenAt(stats: LabStats, site: SiteName): SiteStats {
  const seen = stats[site];
  if (!seen) {
    throw new Error(`The lab has no statistics of the site "${site}".`);
  }
  return seen;
}

/** A rule that at most `count` connections are opened. */
export function connectionsAtMost(
  count: number,
  suggests: string,
  site: SiteName = 'pokemon',
): Rule {
  return {
    id: 'connections',
    expected: `at most ${countOf(count, 'connection')} opened`,
    judge({ stats }) {
      const { connectionsOpened } = seenAt(stats, site);
      if (connectionsOpened <= count) return undefined;
      const seen = `${countOf(connectionsOpened, 'connection')} opened`;
      return { seen, suggests };
    },
  };
}

/** The bound in the run of a seed. */
type BoundOf = (seed: number) => number;

/**
 * A rule that at most this many requests wait at the server at once.
 * @param name the argument that has the bound
 */
export function inFlightAtMost(
  boundOf: BoundOf,
  suggests: string,
  site: SiteName = 'pokemon',
  name = 'bound',
): Rule {
  return {
    id: 'at-most-in-flight',
    expected: `at most \`${name}\` requests in flight at once`,
    judge({ stats, seed }) {
      const { peakInFlight } = seenAt(stats, site);
      const bound = boundOf(seed);
      if (peakInFlight <= bound) return undefined;
      const seen = `${countOf(peakInFlight, 'request')} in flight, with a ${name} of ${bound}`;
      return { seen, suggests };
    },
  };
}

/**
 * A rule that at least this many requests wait at the server at once. It is
 * certain only where the run's lab has a gate at that site for as many.
 * @param name the argument that has the bound
 */
export function inFlightAtLeast(
  boundOf: BoundOf,
  suggests: string,
  site: SiteName = 'pokemon',
  name = 'bound',
): Rule {
  return {
    id: 'at-least-in-flight',
    expected: `\`${name}\` requests in flight at once`,
    judge({ stats, seed }) {
      const { peakInFlight } = seenAt(stats, site);
      const bound = boundOf(seed);
      if (peakInFlight >= bound) return undefined;
      const seen = `never more than ${countOf(peakInFlight, 'request')} in flight, with a ${name} of ${bound}`;
      return { seen, suggests };
    },
  };
}

/** A rule that exactly these paths are requested, in any order. */
export function arrivals(
  paths: (seed: number) => readonly string[],
  {
    expected,
    suggests,
    site = 'pokemon',
  }: {
    readonly expected: string;
    readonly suggests: string;
    readonly site?: SiteName;
  },
): Rule {
  return {
    id: 'requests',
    expected,
    judge({ seed, stats }) {
      const seen = describeOthers(seenAt(stats, site).arrivals, paths(seed));
      return seen === undefined ? undefined : { seen, suggests };
    },
  };
}

/** Which requests were too many and which are missing; undefined if none. */
export function describeOthers(
  arrived: readonly string[],
  wanted: readonly string[],
): string | undefined {
  const others = [
    ...without(arrived, wanted).map((path) => `one too many for ${path}`),
    ...without(wanted, arrived).map((path) => `none for ${path}`),
  ];
  if (others.length === 0) return undefined;
  const all = `${countOf(arrived.length, 'request')} instead of ${wanted.length}`;
  const more =
    others.length > 3 ? `, and ${others.length - 3} more like that` : '';
  return `${all}: ${others.slice(0, 3).join(', ')}${more}`;
}

/** The paths that remain when each taken one is removed once. */
function without(paths: readonly string[], taken: readonly string[]): string[] {
  const rest = [...paths];
  for (const path of taken) {
    const index = rest.indexOf(path);
    if (index >= 0) rest.splice(index, 1);
  }
  return rest;
}

/** A rule that no connection to the site is open after the act. */
export function nothingLeftOpen(
  suggests: string,
  site: SiteName = 'pokemon',
): Rule {
  return {
    id: 'nothing-left-open',
    expected: 'no connection left open at the end',
    judge({ stats }) {
      const { connectionsOpen } = seenAt(stats, site);
      if (connectionsOpen === 0) return undefined;
      return {
        seen: `${countOf(connectionsOpen, 'connection')} still open`,
        suggests,
      };
    },
    isSettled: (stats) => seenAt(stats, site).connectionsOpen === 0,
  };
}

/**
 * A rule that exactly this many requests are cancelled before their answer.
 * @param count the number, or the one in the run of a seed: of all requests
 * that are under way when the act cancels them
 */
export function abortedExactly(
  count: number | BoundOf,
  suggests: string,
  site: SiteName = 'pokemon',
): Rule {
  const countIn = (seed: number) =>
    typeof count === 'number' ? count : count(seed);
  return {
    id: 'aborted',
    expected: `${typeof count === 'number' ? countOf(count, 'request') : 'all requests under way'} cancelled before their answer was complete, as the server saw it`,
    judge({ stats, seed }) {
      const { aborted } = seenAt(stats, site);
      const wanted = countIn(seed);
      if (aborted === wanted) return undefined;
      const seen = `${aborted} of ${countOf(wanted, 'request')} cancelled`;
      return { seen, suggests };
    },
    isSettled: (stats, seed) => seenAt(stats, site).aborted >= countIn(seed),
  };
}

/** A number with its noun: "1 request", "2 requests". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
