import { defineExercise, runsOf } from '../exercise.ts';
import {
  arrivals,
  connectionsAtMost,
  nothingLeftOpen,
} from '../rules/server.ts';
import { gives } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchNames = (
  ids: readonly number[],
  pokemon: string,
) => Promise<string[]>;

const idsOf = (seed: number) => idsFor(seed, 12);

export const exercise = defineExercise({
  id: '03-one-connection',
  name: 'fetchNames',
  runs: runsOf({}),
  act: (fetchNames: FetchNames, { lab, seed }) =>
    fetchNames(idsOf(seed), lab.pokemon),
  rules: [
    gives(({ seed }) => idsOf(seed).map(nameOf), {
      expected: 'the name of each number, in the order of the numbers',
      suggests:
        'Look at what one answer holds, and at where each name goes in the list.',
    }),
    arrivals((seed) => idsOf(seed).map(pathOf), {
      expected: 'one request for each number',
      suggests: 'Ask once for each number, and for nothing else.',
    }),
    connectionsAtMost(
      1,
      'A pool opens as many as it needs at the moment, and a second one when you ask again at once: tell it how many it may have.',
    ),
    nothingLeftOpen(
      'Whoever opens a pool closes it, also when something fails on the way.',
    ),
  ],
});
