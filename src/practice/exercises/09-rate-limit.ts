import { describeOutcome, outcomeOf, type Outcome } from '../acting/outcome.ts';
import { defineExercise, type Scene } from '../exercise.ts';
import { describeOthers } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  startLimitedServer,
  type Limit,
  type LimitedSeen,
} from './limited-server.ts';

type FetchItems = (
  ids: readonly number[],
  limited: string,
  burst: number,
) => Promise<number[]>;

interface Value extends LimitedSeen {
  readonly outcome: Outcome;
}

/** What works with one limit only fails with another. */
const limits: Readonly<Record<number, Limit>> = {
  // The pause after the second burst is shorter than the one before.
  11: { burst: 7, resetSeconds: [3, 1] },
  12: { burst: 10, resetSeconds: [1] },
  // And here it is longer.
  13: { burst: 4, resetSeconds: [1, 2] },
};

function limitOf(seed: number): Limit {
  const limit = limits[seed];
  if (!limit) throw new RangeError(`There is no limit for the seed ${seed}.`);
  return limit;
}

/** Numbers of items in no obvious order: bursts, the last of them not whole. */
function idsOf(seed: number): number[] {
  const { burst, resetSeconds } = limitOf(seed);
  const length = (resetSeconds.length + 1) * burst - 1;
  return Array.from({ length }, (_, at) => ((at * 37 * seed) % 1009) + 1);
}

async function act(fetchItems: FetchItems, { seed }: Scene): Promise<Value> {
  const limit = limitOf(seed);
  const server = await startLimitedServer(limit);
  try {
    const outcome = await outcomeOf(() =>
      fetchItems(Object.freeze(idsOf(seed)), server.url, limit.burst),
    );
    return { outcome, ...server.seen() };
  } finally {
    await server.close();
  }
}

/** A client that guesses a pause guesses by more than this, in seconds. */
const mostUnusedSeconds = 1.2;

export const exercise = defineExercise({
  id: '09-rate-limit',
  name: 'fetchItems',
  runs: Object.keys(limits).map((seed) => ({
    seed: Number(seed),
    deadlineMs: 20_000,
  })),
  act,
  rules: [
    holds<Value>(
      'no-refusals',
      'no request refused (429)',
      ({ seed, value: { refusals, arrivals } }) => {
        if (refusals === 0) return undefined;
        const { burst, resetSeconds } = limitOf(seed);
        return {
          seen: `${refusals} of ${arrivals.length} requests refused, with a burst of ${burst} and a reset of ${resetSeconds.join(', then ')} s`,
          suggests:
            'The server counts a request when it reads it, which may be long after you sent it. Count requests under way as spent, wait for their answers, and then wait for as many seconds as their own ratelimit-reset says: it may be another number each time.',
        };
      },
    ),
    holds<Value>(
      'requests',
      'one request for each number',
      ({ seed, value: { arrivals } }) => {
        const wanted = idsOf(seed).map((id) => `/items/${id}`);
        const seen = describeOthers(arrivals, wanted);
        if (seen === undefined) return undefined;
        return {
          seen,
          suggests: 'Make one request for each number, and no others.',
        };
      },
    ),
    holds<Value>(
      'at-least-in-flight',
      'the whole burst in flight at once',
      ({ seed, value: { bursts } }) => {
        const { burst } = limitOf(seed);
        const whole = Math.floor(idsOf(seed).length / burst);
        const first = bursts.slice(0, whole);
        const [last = 0] = bursts.slice(whole);
        if (!first.some((size) => size < burst) && last >= burst - 1) {
          return undefined;
        }
        return {
          seen: `${[...first, last].join(', then ')} requests in flight, with a burst of ${burst}`,
          suggests:
            'The server accepts a whole burst at once after a rest. An await in a loop sends them one at a time, and a fixed number is not the burst of every server: start `burst` requests together.',
        };
      },
    ),
    holds<Value>(
      'no-waste',
      'the next burst sent as soon as the header says',
      ({ seed, value: { unusedSeconds } }) => {
        if (unusedSeconds < mostUnusedSeconds) return undefined;
        const { resetSeconds } = limitOf(seed);
        return {
          seen: `a pause that was ${unusedSeconds.toFixed(1)} s longer than ratelimit-reset, which said ${resetSeconds.join(', then ')}`,
          suggests:
            'Read the pause from the header of an answer, in seconds, and begin it when the last answer of the burst is there.',
        };
      },
    ),
    holds<Value>(
      'value',
      'the item for each number, in the order of the numbers',
      ({ seed, value: { outcome } }) => {
        const wanted = idsOf(seed);
        if (outcome.kind !== 'gave') {
          return {
            seen: describeOutcome(outcome),
            suggests: 'All requests were answered. Look at what you do next.',
          };
        }
        if (isDeepStrictEqual(outcome.value, wanted)) return undefined;
        return {
          seen: difference(outcome.value, wanted),
          suggests:
            'Look at the JSON of one answer, and at the position that you give each item in the list.',
        };
      },
    ),
  ],
});
