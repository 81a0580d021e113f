import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { arrivals, inFlightAtLeast, seenAt } from '../rules/server.ts';
import { gives, holds } from '../rules/values.ts';

type FetchItems = (
  ids: readonly number[],
  limited: string,
  burst: number,
) => Promise<number[]>;

/** How many requests the lab's site allows at once after a rest. */
const burst = 10;

/** Numbers of items in no obvious order, different for each seed. */
const idsOf = (seed: number) =>
  Array.from({ length: 2 * burst }, (_, at) => ((at * 37 * seed) % 1009) + 1);

/** After a refusal, an error is a result: the refusal most likely explains it. */
async function act(fetchItems: FetchItems, { lab, seed }: Scene) {
  try {
    return await fetchItems(idsOf(seed), lab.limited, burst);
  } catch (error) {
    const refusals = (await lab.stats()).limited?.refusals ?? 0;
    if (refusals > 0) return String(error);
    throw error;
  }
}

const noRefusals = holds(
  'no-refusals',
  'no request refused (429)',
  ({ stats }) => {
    const { refusals = 0 } = stats.limited ?? {};
    if (refusals === 0) return undefined;
    return {
      seen: `${refusals} of ${seenAt(stats, 'limited').requests} requests refused`,
      suggests:
        'The server counts a request when it reads it, which may be long after you sent it. Count requests under way as spent, wait for their answers, and then wait for ratelimit-reset seconds.',
    };
  },
);

export const exercise = defineExercise({
  id: '09-rate-limit',
  name: 'fetchItems',
  // The gate holds a burst back until all of it has arrived. At a scale below
  // 1, tokens come back sooner than the whole seconds of the header say.
  runs: runsOf({ scale: 0.9, gates: { limited: burst } }),
  act,
  rules: [
    noRefusals,
    gives(({ seed }) => idsOf(seed), {
      expected: 'the item for each number, in the order of the numbers',
      suggests:
        'Look at the JSON of one answer, and at the position that you give each item in the list.',
    }),
    arrivals((seed) => idsOf(seed).map((id) => `/items/${id}`), {
      expected: 'one request for each number',
      suggests: 'Make one request for each number, and no others.',
      site: 'limited',
    }),
    inFlightAtLeast(
      burst,
      'The server accepts a whole burst at once after a rest. An await in a loop probably sends them one at a time: start all requests of a burst together.',
      'limited',
    ),
  ],
});
