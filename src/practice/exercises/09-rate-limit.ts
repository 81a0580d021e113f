import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { arrivals, inFlightAtLeast, seenAt } from '../rules/server.ts';
import { gives, holds } from '../rules/values.ts';

type FetchItems = (
  ids: readonly number[],
  limited: string,
  burst: number,
) => Promise<number[]>;

/** What the lab's site allows after a rest. */
const burst = 10;

/** Numbers of items, in no order: others for each seed. */
const idsOf = (seed: number) =>
  Array.from({ length: 2 * burst }, (_, at) => ((at * 37 * seed) % 1009) + 1);

/** A refusal explains most of what may be thrown after it. */
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
  'not one request refused (429)',
  ({ stats }) => {
    const { refusals = 0 } = stats.limited ?? {};
    if (refusals === 0) return undefined;
    return {
      seen: `${refusals} of ${seenAt(stats, 'limited').requests} refused`,
      suggests:
        'The server counts a request when it gets to it, which may be long after you sent it: count what is under way as spent, and after that wait until there is something left again.',
    };
  },
);

export const exercise = defineExercise({
  id: '09-rate-limit',
  name: 'fetchItems',
  // The server gets to none of the burst until all of it is there. Below a
  // scale of 1, there is more left than whole seconds can say.
  runs: runsOf({ scale: 0.9, gates: { limited: burst } }),
  act,
  rules: [
    noRefusals,
    gives(({ seed }) => idsOf(seed), {
      expected: 'the item of each number, in the order of the numbers',
      suggests:
        'Look at what one answer holds, and at where each item goes in the list.',
    }),
    arrivals((seed) => idsOf(seed).map((id) => `/items/${id}`), {
      expected: 'one request for each number',
      suggests: 'Ask once for each number, and for nothing else.',
      site: 'limited',
    }),
    inFlightAtLeast(
      burst,
      'So many may go at once after a rest: whoever sends them one at a time waits where nobody asked for it.',
      'limited',
    ),
  ],
});
