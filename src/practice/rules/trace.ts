import type { SiteName } from '../../lab/lab.ts';
import type { Rule } from '../exercise.ts';
import { seenAt } from './server.ts';

/**
 * A rule that all other requests are made while the first answer is late; paths
 * that do not begin with `under` do not count. It is certain only where the run's
 * lab has a gate in which the first request waits for all of them.
 */
export function continuesWhileFirstIsLate(
  suggests: string,
  {
    site = 'pokemon',
    under = '/',
  }: { readonly site?: SiteName; readonly under?: string } = {},
): Rule {
  return {
    id: 'goes-on',
    expected: 'the next request started as soon as any one has ended',
    judge({ trace, stats }) {
      const { arrivals } = seenAt(stats, site);
      const first = arrivals.find((path) => path.startsWith(under));
      const late = trace.requests.find(({ url }) => pathOf(url) === first);
      const lateMs = late?.endMs ?? Infinity;
      const held = trace.requests.filter(({ sentMs }) => {
        return (sentMs ?? Infinity) > lateMs;
      });
      if (held.length === 0) return undefined;
      const all = trace.requests.length;
      return {
        seen: `${held.length} of ${all} requests not sent until one late answer had arrived`,
        suggests,
      };
    },
  };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
