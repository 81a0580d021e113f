import type { LabStats, SiteName, SiteStats } from '../../lab/lab.ts';
import type { Rule } from '../exercise.ts';

/** What a site's server saw; a check of what no lab served is a mistake. */
export function seenAt(stats: LabStats, site: SiteName): SiteStats {
  const seen = stats[site];
  if (!seen) throw new Error(`No site ${site} has seen anything.`);
  return seen;
}

/** No more connections than that are opened. */
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

/** Never more requests wait at the server than that. */
export function inFlightAtMost(
  count: number,
  suggests: string,
  site: SiteName = 'pokemon',
): Rule {
  return {
    id: 'at-most-in-flight',
    expected: `at most ${countOf(count, 'request')} in flight at once`,
    judge({ stats }) {
      const { peakInFlight } = seenAt(stats, site);
      if (peakInFlight <= count) return undefined;
      return { seen: `${peakInFlight} in flight`, suggests };
    },
  };
}

/**
 * As many requests as that wait at the server at once. What was in flight is
 * certain only where the run's lab has a gate for as many at that site.
 */
export function inFlightAtLeast(
  count: number,
  suggests: string,
  site: SiteName = 'pokemon',
): Rule {
  return {
    id: 'at-least-in-flight',
    expected: `${count} requests in flight at once`,
    judge({ stats }) {
      const { peakInFlight } = seenAt(stats, site);
      if (peakInFlight >= count) return undefined;
      return { seen: `never more than ${peakInFlight} in flight`, suggests };
    },
  };
}

/** These paths are asked for, each as often as it is listed, in any order. */
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

/** What was asked for beyond, and what was not; nothing where all is right. */
function describeOthers(
  arrived: readonly string[],
  wanted: readonly string[],
): string | undefined {
  const others = [
    ...without(arrived, wanted).map((path) => `${path} once too often`),
    ...without(wanted, arrived).map((path) => `${path} not at all`),
  ];
  if (others.length === 0) return undefined;
  const all = `${countOf(arrived.length, 'request')} instead of ${wanted.length}`;
  const more = others.length > 3 ? `, and ${others.length - 3} more such` : '';
  return `${all}: ${others.slice(0, 3).join(', ')}${more}`;
}

/** Some of the paths taken away, each as often as it is listed. */
function without(paths: readonly string[], taken: readonly string[]): string[] {
  const rest = [...paths];
  for (const path of taken) {
    const index = rest.indexOf(path);
    if (index >= 0) rest.splice(index, 1);
  }
  return rest;
}

/** After the act, no connection to the site is open. */
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
        seen: `${countOf(connectionsOpen, 'connection')} open`,
        suggests,
      };
    },
    isSettled: (stats) => seenAt(stats, site).connectionsOpen === 0,
  };
}

/** The clients of just so many requests went away before their answer. */
export function abortedExactly(
  count: number,
  suggests: string,
  site: SiteName = 'pokemon',
): Rule {
  return {
    id: 'aborted',
    expected: `${countOf(count, 'request')} called off before an answer`,
    judge({ stats }) {
      const { aborted } = seenAt(stats, site);
      if (aborted === count) return undefined;
      return { seen: `${aborted} called off`, suggests };
    },
    isSettled: (stats) => seenAt(stats, site).aborted >= count,
  };
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
