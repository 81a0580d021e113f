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

/** In this run no Pokémon has the last number. */
const failingSeed = 13;
const unknownId = 999;

function idsOf(seed: number): number[] {
  const ids = idsFor(seed, 12);
  return seed === failingSeed ? [...ids.slice(1), unknownId] : ids;
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
      'the name for each number, in the order of the numbers',
      ({ seed, value }) => {
        if (seed === failingSeed || 'error' in value) return undefined;
        const wanted = idsOf(seed).map(nameOf);
        if (isDeepStrictEqual(value.names, wanted)) return undefined;
        return {
          seen: difference(value.names, wanted),
          suggests:
            'Look at the JSON of one answer, and at the position that you give each name in the list.',
        };
      },
    ),
    arrivals((seed) => idsOf(seed).map(pathOf), {
      expected: 'one request for each number',
      suggests: 'Make one request for each number, and no others.',
    }),
    connectionsAtMost(
      1,
      'A pool opens a second connection when a request comes before the first connection is free again. Make one Agent for all requests, and limit it with its option connections.',
    ),
    holds<Seen>(
      'throws',
      'an error when there is no Pokémon with one of the numbers',
      ({ seed, value }) => {
        if (seed !== failingSeed || 'error' in value) return undefined;
        return {
          seen: `no error, but ${brief(value.names)}`,
          suggests:
            'A list with a name missing looks like a complete one. Let the error reach the caller.',
        };
      },
    ),
    nothingLeftOpen(
      'Close the pool that you opened, even when a request fails: in a finally block.',
    ),
  ],
});
