import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Agent, request } from 'undici';
import type { Lab } from '../../lab/lab.ts';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import { briefTimeoutMs, waitUntil } from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf, seenAt } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type Task = (signal: AbortSignal) => Promise<unknown>;
type AllOrNone = (tasks: readonly Task[]) => unknown;

interface Seen {
  /** Of tasks that all succeed. */
  readonly good: Outcome;
  /** Of an empty list. */
  readonly none: Outcome;
  /** Of a task that fails with nothing as its error. */
  readonly withoutError: Outcome;
  /** Of tasks that all succeed, after those of which one failed. */
  readonly again: Outcome;
  /** Of tasks of which one fails while the others wait for the server. */
  readonly bad: Outcome;
  readonly haveAllStarted: boolean;
  /** How many tasks had an aborted signal when it settled. */
  readonly stopped: number;
  /** How many tasks were still running when it settled. */
  readonly running: number;
  /** How many requests were in flight at the server when it settled. */
  readonly inFlight: number;
}

const count = 6;
const firstFailure = (seed: number) => `Task ${placeOf(seed)} has failed.`;

/** The index of the task that fails; never the first one. */
const placeOf = (seed: number) => 2 + (seed % (count - 2));
/** The index of the task that takes longest to clean up. */
const slowest = (seed: number) => seed % 2;
const cleanUpMs = 250;
const idsOf = (seed: number) => idsFor(seed, count);

async function act(allOrNone: AllOrNone, { lab, seed }: Scene): Promise<Seen> {
  const agent = new Agent();
  try {
    const good = await goWell(allOrNone, lab, agent, seed);
    const none = await outcomeOrWaits(
      outcomeOf(() => allOrNone([])),
      briefTimeoutMs,
    );
    const wrong = await goWrong(allOrNone, lab, agent, seed);
    const withoutError = await outcomeOrWaits(
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as some code does
      outcomeOf(() => allOrNone([() => Promise.reject(undefined)])),
      briefTimeoutMs,
    );
    const again = await goWell(allOrNone, lab, agent, seed, nameOrNothing);
    return { good, none, withoutError, again, ...wrong };
  } finally {
    await agent.destroy();
  }
}

/** Each task waits for the next one in the list: the last is the first to end. */
function goWell(
  allOrNone: AllOrNone,
  lab: Lab,
  dispatcher: Agent,
  seed: number,
  resultOf: (name: string, index: number) => unknown = (name) => name,
): Promise<Outcome> {
  const ends = idsOf(seed).map(() => Promise.withResolvers<undefined>());
  const tasks = idsOf(seed).map((id, index): Task => {
    return async (signal) => {
      const options = { dispatcher, signal };
      const { body } = await request(lab.pokemon + pathOf(id), options);
      const { name } = (await body.json()) as { name: string };
      await ends[index + 1]?.promise;
      ends[index]?.resolve(undefined);
      return resultOf(name, index);
    };
  });
  return outcomeOrWaits(outcomeOf(() => allOrNone(tasks)));
}

/**
 * All tasks hang at the server except one, which fails when the others have
 * arrived there. The tasks take a while to clean up after an abort: they end
 * when the server has seen their clients go, and one of them later still.
 */
async function goWrong(
  allOrNone: AllOrNone,
  lab: Lab,
  dispatcher: Agent,
  seed: number,
): Promise<Omit<Seen, 'good' | 'none' | 'withoutError' | 'again'>> {
  const fail = Promise.withResolvers<string>();
  const signals: AbortSignal[] = [];
  let running = 0;
  const inFlight = async () => seenAt(await lab.stats(), 'pokemon').inFlight;

  async function hang(index: number, signal: AbortSignal): Promise<string> {
    const url = `${lab.pokemon}/${index}?fault=hang`;
    try {
      const { body } = await request(url, { dispatcher, signal });
      return await body.text();
    } catch {
      await waitUntil(async () => (await inFlight()) === 0);
      if (index === slowest(seed)) await sleep(cleanUpMs);
      throw new Error(`Task ${index} was stopped.`);
    }
  }

  const tasks = idsOf(seed).map((_, index): Task => {
    return async (signal) => {
      signals.push(signal);
      running += 1;
      try {
        return await (index === placeOf(seed)
          ? fail.promise
          : hang(index, signal));
      } finally {
        running -= 1;
      }
    };
  });

  const over = outcomeOf(() => allOrNone(tasks)).then(async (bad) => {
    const seen = { running, stopped: countStopped(signals) };
    return { bad, ...seen, inFlight: await inFlight() };
  });
  over.catch(() => undefined);
  const haveAllStarted = await waitUntil(
    async () => running === count && (await inFlight()) === count - 1,
  );
  fail.reject(new Error(firstFailure(seed)));
  fail.promise.catch(() => undefined);
  const bad = await outcomeOrWaits(outcomeOf(() => over));
  if (bad.kind === 'gave') return { haveAllStarted, ...bad.value };
  const seen = { running, stopped: countStopped(signals) };
  return { haveAllStarted, bad, ...seen, inFlight: await inFlight() };
}

function countStopped(signals: readonly AbortSignal[]): number {
  return signals.filter(({ aborted }) => aborted).length;
}

/** A result, which for some tasks is nothing, an empty text or a list. */
function nameOrNothing(name: string, index: number): unknown {
  if (index === 1) return undefined;
  return index === 2 ? '' : index === 3 ? [name] : name;
}

/** What is wrong with an outcome that should be these results. */
function wrongIn(outcome: Outcome, wanted: unknown): string | undefined {
  if (outcome.kind !== 'gave') return describeOutcome(outcome);
  if (isDeepStrictEqual(outcome.value, wanted)) return undefined;
  return difference(outcome.value, wanted);
}

export const exercise = defineExercise({
  id: '07-task-group',
  name: 'allOrNone',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'at-once',
      'all tasks started before any of them ends',
      ({ value: { haveAllStarted } }) =>
        haveAllStarted
          ? undefined
          : {
              seen: 'a task that was started only when another one had ended',
              suggests:
                'An await in a loop starts a task only when the one before it has ended. Start all of them first, and then wait.',
            },
    ),
    holds<Seen>(
      'values',
      'the results in the order of the tasks, when all of them succeed',
      ({ seed, value: { good, none } }) => {
        const wanted = idsOf(seed).map(nameOf);
        const seenOfGood = wrongIn(good, wanted);
        if (seenOfGood !== undefined) {
          return {
            seen: seenOfGood,
            suggests:
              'Tasks end in any order. Put each result at the index of its task, as Promise.all does.',
          };
        }
        if (none.kind === 'gave' && isDeepStrictEqual(none.value, [])) {
          return undefined;
        }
        const seen = `without any tasks: ${none.kind === 'gave' ? difference(none.value, []) : describeOutcome(none)}`;
        return {
          seen,
          suggests:
            'An empty list of tasks has no last one that could end the wait. Its result is an empty list, at once.',
        };
      },
    ),
    holds<Seen>(
      'cancels',
      `the signals of the ${count - 1} other tasks aborted when one task fails`,
      ({ value: { bad, stopped } }) => {
        if (stopped >= count - 1) return undefined;
        return {
          seen: `${stopped} aborted; ${describeOutcome(bad)}`,
          suggests:
            'Promise.all rejects at the first failure, but stops nothing. Catch that error and abort the controller whose signal the tasks have.',
        };
      },
    ),
    holds<Seen>(
      'first-error',
      'the error of the task that failed first',
      ({ seed, value: { bad, withoutError } }) => {
        const message = firstFailure(seed);
        if (bad.kind === 'threw' && bad.error.message === message) {
          return withoutError.kind === 'threw'
            ? undefined
            : {
                seen: `${describeOutcome(withoutError)}, although a task was rejected with undefined`,
                suggests:
                  'A promise can be rejected with any value, even with undefined. Remember that a task has failed, and do not look at its error to find out.',
              };
        }
        return {
          seen: `${describeOutcome(bad)}, although "${message}" came first`,
          suggests:
            'The tasks that you abort fail too, but only because of the abort. Throw the error that came first in time, not the first one in the list.',
        };
      },
    ),
    holds<Seen>(
      'joins',
      'no task running and no request in flight when it throws',
      ({ value: { running, inFlight } }) => {
        if (running === 0 && inFlight === 0) return undefined;
        return {
          seen: `${countOf(running, 'task')} running and ${countOf(inFlight, 'request')} in flight at the server`,
          suggests:
            'A task that is aborted still needs time to clean up. Wait for all of them, with Promise.allSettled, before you throw the error.',
        };
      },
    ),
    holds<Seen>(
      'again',
      'the results of the next call, after one that has failed, whatever they are',
      ({ seed, value: { again } }) => {
        const wanted = idsOf(seed).map(nameOf).map(nameOrNothing);
        const seen = wrongIn(again, wanted);
        if (seen === undefined) return undefined;
        return {
          seen,
          suggests:
            again.kind === 'gave'
              ? 'A result may be undefined, an empty text or a list. Return each as it is.'
              : 'A controller that has aborted stays so. Make one in each call, inside allOrNone.',
        };
      },
    ),
  ],
});
