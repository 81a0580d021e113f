import { defineExercise, runsOf } from '../exercise.ts';
import { arrivals, inFlightAtLeast, inFlightAtMost } from '../rules/server.ts';
import { continuesWhileFirstIsLate } from '../rules/trace.ts';
import { gives } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchNames = (
  ids: readonly number[],
  pokemon: string,
  bound: number,
) => Promise<string[]>;

const bound = 5;
const count = 20;
const idsOf = (seed: number) => idsFor(seed, count);

export const exercise = defineExercise({
  id: '04-at-most',
  name: 'fetchNames',
  runs: runsOf({
    scale: 0.05,
    jitter: 0.5,
    // Who asks in turn makes the gate wait, twice.
    deadlineMs: 20_000,
    gates: { pokemon: { expected: bound, firstWaitsFor: count } },
  }),
  act: (fetchNames: FetchNames, { lab, seed }) =>
    fetchNames(idsOf(seed), lab.pokemon, bound),
  rules: [
    gives(({ seed }) => idsOf(seed).map(nameOf), {
      expected: 'the name of each number, in the order of the numbers',
      suggests:
        'Answers overtake each other: put each name where its number stood, whenever it comes.',
    }),
    arrivals((seed) => idsOf(seed).map(pathOf), {
      expected: 'one request for each number',
      suggests: 'Ask once for each number, and for nothing else.',
    }),
    inFlightAtMost(
      bound,
      'A promise starts when it is made: all of them made at once are all on their way. Begin one only when another has ended.',
    ),
    inFlightAtLeast(
      bound,
      'An await in a loop lets one go at a time. Start as many as you may, and wait for all of them.',
    ),
    continuesWhileFirstIsLate(
      'Batches do that: the whole next batch waits for the slowest of this one. Let each that ends make room for one more.',
    ),
  ],
});
