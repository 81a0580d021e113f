import { isDeepStrictEqual } from 'node:util';
import { describeOutcome } from '../acting/outcome.ts';
import { defineExercise, type Scene } from '../exercise.ts';
import {
  arrivals,
  countOf,
  inFlightAtLeast,
  inFlightAtMost,
} from '../rules/server.ts';
import { continuesWhileFirstIsLate, goesOnAdvice } from '../rules/goes-on.ts';
import { adviceOnNames, difference, gives, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';
import { callAgain, type SecondCall } from './second-call.ts';

type FetchNames = (
  ids: readonly number[],
  pokemon: string,
  bound: number,
) => Promise<string[]>;

/** Not always five, so that no number in the code passes. */
const boundOf = (seed: number) => [5, 3, 7][seed % 11] ?? 5;
const count = 20;
const idsOf = (seed: number) => idsFor(seed, count);

interface Seen {
  readonly names: unknown;
  /** What came of a second call. */
  readonly second: SecondCall;
}

/** Less than each bound of the first call. */
const secondBound = 2;

/** The numbers of the second call, of which one comes twice. */
function secondIdsOf(seed: number): readonly number[] {
  const ids = idsFor(seed, 5);
  return Object.freeze([...ids, ...ids.slice(0, 1)]);
}

async function act(
  fetchNames: FetchNames,
  { lab, seed }: Scene,
): Promise<Seen> {
  const ids = Object.freeze(idsOf(seed));
  const names = await fetchNames(ids, lab.pokemon, boundOf(seed));
  const second = await callAgain((pokemon) =>
    fetchNames(secondIdsOf(seed), pokemon, secondBound),
  );
  return { names, second };
}

export const exercise = defineExercise({
  id: '04-at-most',
  name: 'fetchNames',
  runs: [11, 12, 13].map((seed) => ({
    seed,
    scale: 0.05,
    jitter: 0.5,
    // A client that asks one at a time waits at the gate twice.
    deadlineMs: 20_000,
    gates: { pokemon: { expected: boundOf(seed), firstWaitsFor: count } },
  })),
  act,
  rules: [
    gives<Seen>(({ seed }) => idsOf(seed).map(nameOf), {
      of: ({ names }) => names,
      expected: 'the name for each number, in the order of the numbers',
      suggests: (value, wanted) =>
        adviceOnNames(
          value,
          wanted as string[],
          'Answers overtake each other. Put each name in the position of its number, whenever it arrives.',
        ),
    }),
    arrivals((seed) => idsOf(seed).map(pathOf), {
      expected: 'one request for each number',
      suggests: 'Make one request for each number, and no others.',
    }),
    inFlightAtMost(
      boundOf,
      'A request starts when you call the function, not when you await its promise. Start the next one only when another has ended.',
    ),
    inFlightAtLeast(
      boundOf,
      'An await in a loop probably sends them one at a time. Start as many as the bound allows, and then wait for all of them.',
    ),
    continuesWhileFirstIsLate(goesOnAdvice),
    holds<Seen>(
      'again',
      `the same of a second call, with a bound of ${secondBound}`,
      ({ seed, value: { second } }) => {
        const { outcome, peakInFlight } = second;
        const wanted = secondIdsOf(seed).map(String);
        if (outcome.kind !== 'gave') {
          return {
            seen: describeOutcome(outcome),
            suggests:
              'A variable of the module, such as an agent, is closed by the first call and still there in the next one. Make it inside fetchNames.',
          };
        }
        if (!isDeepStrictEqual(outcome.value, wanted)) {
          return {
            seen: difference(outcome.value, wanted),
            suggests:
              'This server has other names for the same numbers. Return what its answers say, not what is written down or kept from the first call, and a name for each number, even for one that comes twice.',
          };
        }
        if (peakInFlight <= secondBound) return undefined;
        return {
          seen: `${countOf(peakInFlight, 'request')} in flight`,
          suggests:
            'A request is in flight until its body has come: read that within the limit, too. And a limit in a variable of the module keeps the bound of the first call: make it inside fetchNames.',
        };
      },
    ),
  ],
});
