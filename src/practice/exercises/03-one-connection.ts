import { isDeepStrictEqual } from 'node:util';
import { defineExercise, runsOf } from '../exercise.ts';
import {
  arrivals,
  connectionsAtMost,
  nothingLeftOpen,
} from '../rules/server.ts';
import { brief, difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchNames = (
  ids: readonly number[],
  pokemon: string,
) => Promise<string[]>;
type Seen = { readonly names: unknown } | { readonly error: true };

/** In this run the last number is nobody's. */
const failingSeed = 13;
const nobody = 999;

function idsOf(seed: number): number[] {
  const ids = idsFor(seed, 12);
  return seed === failingSeed ? [...ids.slice(1), nobody] : ids;
}

export const exercise = defineExercise({
  id: '03-one-connection',
  name: 'fetchNames',
  runs: runsOf({}, [11, 12, failingSeed]),
  async act(fetchNames: FetchNames, { lab, seed }): Promise<Seen> {
    try {
      return { names: await fetchNames(idsOf(seed), lab.pokemon) };
    } catch (error) {
      if (seed === failingSeed) return { error: true };
      throw error;
    }
  },
  rules: [
    holds<Seen>(
      'value',
      'the name of each number, in the order of the numbers',
      ({ seed, value }) => {
        if (seed === failingSeed || 'error' in value) return undefined;
        const wanted = idsOf(seed).map(nameOf);
        if (isDeepStrictEqual(value.names, wanted)) return undefined;
        return {
          seen: difference(value.names, wanted),
          suggests:
            'Look at what one answer holds, and at where each name goes in the list.',
        };
      },
    ),
    arrivals((seed) => idsOf(seed).map(pathOf), {
      expected: 'one request for each number',
      suggests: 'Ask once for each number, and for nothing else.',
    }),
    connectionsAtMost(
      1,
      'A pool opens as many as it needs at the moment, and a second one when you ask again at once: make one pool, and tell it how many it may have.',
    ),
    holds<Seen>(
      'throws',
      `an error where a number is nobody's`,
      ({ seed, value }) => {
        if (seed !== failingSeed || 'error' in value) return undefined;
        return {
          seen: `no error, but ${brief(value.names)}`,
          suggests:
            'A list with a hole looks like a list: let the caller know that something failed.',
        };
      },
    ),
    nothingLeftOpen(
      'Whoever opens a pool closes it, also when something fails on the way.',
    ),
  ],
});
