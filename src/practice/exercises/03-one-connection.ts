import { isDeepStrictEqual } from 'node:util';
import type { Lab } from '../../lab/lab.ts';
import { hurryTimers } from '../acting/hurried-timers.ts';
import { describeOutcome } from '../acting/outcome.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import {
  arrivals,
  connectionsAtMost,
  nothingLeftOpen,
} from '../rules/server.ts';
import { brief, difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';
import { callAgain, type SecondCall } from './second-call.ts';

type FetchNames = (
  ids: readonly number[],
  pokemon: string,
) => Promise<string[]>;
type First = { readonly names: unknown } | { readonly error: true };
type Seen = First & { readonly second: SecondCall };

/** In this run no Pokémon has the last number. */
const failingSeed = 13;
const unknownId = 999;

function idsOf(seed: number): number[] {
  const ids = idsFor(seed, 12);
  return seed === failingSeed ? [...ids.slice(1), unknownId] : ids;
}

/** What a program does only after a while does not come to pass in the act. */
const slowDown = 0.01;

/** The numbers of the second call, of which one comes twice. */
function secondIdsOf(seed: number): readonly number[] {
  const [one = 1, other = 2] = idsFor(seed, 2);
  return Object.freeze([one, other, one]);
}

async function act(
  fetchNames: FetchNames,
  { lab, seed }: Scene,
): Promise<Seen> {
  const endSlowness = hurryTimers(slowDown);
  try {
    const first = await callFirst(fetchNames, lab, seed);
    const second = await callAgain((pokemon) =>
      fetchNames(secondIdsOf(seed), pokemon),
    );
    return { ...first, second };
  } finally {
    endSlowness();
  }
}

async function callFirst(
  fetchNames: FetchNames,
  lab: Lab,
  seed: number,
): Promise<First> {
  try {
    return { names: await fetchNames(Object.freeze(idsOf(seed)), lab.pokemon) };
  } catch (error) {
    if (seed === failingSeed) return { error: true };
    throw error;
  }
}

export const exercise = defineExercise({
  id: '03-one-connection',
  name: 'fetchNames',
  runs: runsOf({}, [11, 12, failingSeed]),
  act,
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
    holds<Seen>(
      'again',
      'the names of a second call, in which a number comes twice',
      ({ seed, value: { second } }) => {
        const { outcome } = second;
        const wanted = secondIdsOf(seed).map(String);
        if (outcome.kind !== 'gave') {
          return {
            seen: describeOutcome(outcome),
            suggests:
              'A variable of the module, such as an agent, is closed by the first call and still there in the next one. Make it inside fetchNames.',
          };
        }
        if (isDeepStrictEqual(outcome.value, wanted)) return undefined;
        return {
          seen: difference(outcome.value, wanted),
          suggests:
            'This server has other names for the same numbers. Return what its answers say, not what is written down or kept from the first call, and a name for each number, even for one that comes twice.',
        };
      },
    ),
    nothingLeftOpen(
      'Close the pool that you opened, even when a request fails: in a finally block.',
    ),
  ],
});
