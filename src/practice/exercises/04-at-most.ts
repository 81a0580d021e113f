import { defineExercise } from '../exercise.ts';
import { arrivals, inFlightAtLeast, inFlightAtMost } from '../rules/server.ts';
import { continuesWhileFirstIsLate, goesOnAdvice } from '../rules/goes-on.ts';
import { adviceOnNames, gives } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchNames = (
  ids: readonly number[],
  pokemon: string,
  bound: number,
) => Promise<string[]>;

/** Not always five, so that no number in the code passes. */
const boundOf = (seed: number) => [5, 3, 7][seed % 11] ?? 5;
const count = 20;
const idsOf = (seed: number) => idsFor(seed, count);

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
  act: (fetchNames: FetchNames, { lab, seed }) =>
    fetchNames(idsOf(seed), lab.pokemon, boundOf(seed)),
  rules: [
    gives(({ seed }) => idsOf(seed).map(nameOf), {
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
  ],
});
