import type { SiteName } from '../../lab/lab.ts';
import type { Rule } from '../exercise.ts';
import { seenAt } from './server.ts';

/**
 * While the first answer is late, of those for paths that begin like that, all
 * other requests are made. Certain only
 * where the run's lab has a gate in which the first waits for all of them.
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
    expected: 'the next request begun whenever one has ended',
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
        seen: `one answer was late, and ${held.length} of ${all} requests waited for it`,
        suggests,
      };
    },
  };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
