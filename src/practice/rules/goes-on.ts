import type { LabStats, SiteName } from '../../lab/lab.ts';
import type { Rule } from '../exercise.ts';
import { seenAt } from './server.ts';

interface Where {
  readonly site?: SiteName;
  /** Other paths do not count. */
  readonly under?: string;
}

/** What makes requests wait for one of them that is late. */
export const goesOnAdvice =
  'Something waits for that one request: the rest of its batch, a window that only moves in order, or a worker with a fixed share. As soon as one request has ended, start the next one.';

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
      const { requests } = seenAt(stats, where.site ?? 'pokemon');
      return {
        seen: `${held} of ${requests} requests not sent until one late answer had arrived`,
        suggests,
      };
    },
  };
}

/**
 * How many requests arrived only after the server had begun to answer the first
 * one under a path: 0 where they did not need its answer.
 */
function countHeldUntilFirstAnswer(
  stats: LabStats,
  { site = 'pokemon', under = '/' }: Where = {},
): number {
  const { arrivals, answers, requests } = seenAt(stats, site);
  const first = arrivals.findIndex((path) => path.startsWith(under));
  const { answeredMs = null, arrivedByThen = 0 } = answers[first] ?? {};
  return answeredMs === null ? 0 : requests - arrivedByThen;
}
