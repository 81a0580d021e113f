import type { LabStats, SiteName } from '../../lab/lab.ts';
import type { Complaint, Evidence, Rule } from '../exercise.ts';
import { countOf, seenAt } from './server.ts';

interface Where {
  readonly site?: SiteName;
  /** Other paths do not count. */
  readonly under?: string;
}

/**
 * A rule that all other requests are made while the first answer is late, as
 * the server saw it. It is certain only where the run's lab has a gate in which
 * the first request waits for all of them.
 */
export function continuesWhileFirstIsLate(
  suggests: string,
  where: Where = {},
): Rule {
  return {
    id: 'goes-on',
    expected: 'the next request started as soon as any one has ended',
    judge({ stats }) {
      const held = countHeldUntilFirstAnswer(stats, where);
      if (held === 0) return undefined;
      const all = seenAt(stats, where.site ?? 'pokemon').requests;
      return {
        seen: `${held} of ${all} requests not sent until one late answer had arrived`,
        suggests,
      };
    },
  };
}

/**
 * How many requests arrived only after the server had begun to answer the first
 * one under a path: 0 where they did not need its answer.
 */
export function countHeldUntilFirstAnswer(
  stats: LabStats,
  { site = 'pokemon', under = '/' }: Where = {},
): number {
  const { arrivals, answers, requests } = seenAt(stats, site);
  const first = arrivals.findIndex((path) => path.startsWith(under));
  const { answeredMs = null, arrivedByThen = 0 } = answers[first] ?? {};
  return answeredMs === null ? 0 : requests - arrivedByThen;
}

/**
 * A complaint where the servers saw requests that the trace does not have, or
 * else undefined. A rule that looks at the trace begins with it: in an empty
 * trace any rule would hold.
 */
export function complainOfUntraced(
  { trace, stats }: Pick<Evidence, 'trace' | 'stats'>,
  site: SiteName = 'pokemon',
): Complaint | undefined {
  const { requests } = seenAt(stats, site);
  const traced = trace.requests.filter(({ sentMs }) => sentMs !== null).length;
  if (traced >= requests) return undefined;
  return {
    seen: `${countOf(traced, 'request')} in the trace, although ${requests} arrived`,
    suggests:
      'This rule looks at the trace, which holds requests of undici and of fetch in this thread. Make yours with one of them.',
  };
}
