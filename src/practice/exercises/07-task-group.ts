import { isDeepStrictEqual } from 'node:util';
import { Agent, request } from 'undici';
import type { Lab } from '../../lab/lab.ts';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import { waitUntil } from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf, seenAt } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type Task = (signal: AbortSignal) => Promise<string>;
type AllOrNone = (tasks: readonly Task[]) => unknown;

interface Seen {
  /** Of tasks that all go well. */
  readonly good: Outcome;
  /** Of tasks of which one fails, when all others are at the server. */
  readonly bad: Outcome;
  readonly haveAllStarted: boolean;
  /** How many tasks had been told to stop when it was over. */
  readonly stopped: number;
  /** How many tasks were not over when it was. */
  readonly running: number;
  /** How many requests were in flight at the server when it was over. */
  readonly inFlight: number;
}

const count = 6;
const firstFailure = (seed: number) => `Task ${placeOf(seed)} has failed.`;

/** Which task is to fail; never the first one of the list. */
const placeOf = (seed: number) => 2 + (seed % (count - 2));
const idsOf = (seed: number) => idsFor(seed, count);

async function act(allOrNone: AllOrNone, { lab, seed }: Scene): Promise<Seen> {
  const agent = new Agent();
  try {
    const good = await goWell(allOrNone, lab, agent, seed);
    return { good, ...(await goWrong(allOrNone, lab, agent, seed)) };
  } finally {
    await agent.destroy();
  }
}

/** Each task waits for the one behind it: the last is the first to end. */
function goWell(
  allOrNone: AllOrNone,
  lab: Lab,
  dispatcher: Agent,
  seed: number,
): Promise<Outcome> {
  const ends = idsOf(seed).map(() => Promise.withResolvers<undefined>());
  const tasks = idsOf(seed).map((id, index): Task => {
    return async (signal) => {
      const options = { dispatcher, signal };
      const { body } = await request(lab.pokemon + pathOf(id), options);
      const { name } = (await body.json()) as { name: string };
      await ends[index + 1]?.promise;
      ends[index]?.resolve(undefined);
      return name;
    };
  });
  return outcomeOrWaits(outcomeOf(() => allOrNone(tasks)));
}

/**
 * All tasks hang at the server, except for one, which fails when all of them
 * are there. Those that are stopped take their time to clear up: they are over
 * when the server has seen them go.
 */
async function goWrong(
  allOrNone: AllOrNone,
  lab: Lab,
  dispatcher: Agent,
  seed: number,
): Promise<Omit<Seen, 'good'>> {
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

export const exercise = defineExercise({
  id: '07-task-group',
  name: 'allOrNone',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'at-once',
      'all tasks started before any of them is over',
      ({ value: { haveAllStarted } }) =>
        haveAllStarted
          ? undefined
          : {
              seen: 'a task that waits in vain for one behind it',
              suggests:
                'An await in a loop starts a task when the one before it is over: start all of them, and then wait.',
            },
    ),
    holds<Seen>(
      'values',
      'what the tasks give, in the order of the tasks, when all goes well',
      ({ seed, value: { good } }) => {
        const wanted = idsOf(seed).map(nameOf);
        if (good.kind === 'gave' && isDeepStrictEqual(good.value, wanted)) {
          return undefined;
        }
        return {
          seen:
            good.kind === 'gave'
              ? difference(good.value, wanted)
              : describeOutcome(good),
          suggests:
            'Tasks end in any order: each value belongs at the place of its task.',
        };
      },
    ),
    holds<Seen>(
      'cancels',
      `${count - 1} tasks told to stop when another one has failed`,
      ({ value: { bad, stopped } }) => {
        if (stopped >= count - 1) return undefined;
        return {
          seen: `${stopped} told to stop; ${describeOutcome(bad)}`,
          suggests:
            'Promise.all hears of the failure, and stops nothing: somebody has to abort the signal that the tasks have been given.',
        };
      },
    ),
    holds<Seen>(
      'first-error',
      'the error of the task that failed first',
      ({ seed, value: { bad } }) => {
        const message = firstFailure(seed);
        if (bad.kind === 'threw' && bad.error.message === message) {
          return undefined;
        }
        return {
          seen: `${describeOutcome(bad)}, where "${message}" came first`,
          suggests:
            'Those that were stopped fail as well, and only because of it: what went wrong is what the first of them says, the first in time.',
        };
      },
    ),
    holds<Seen>(
      'joins',
      'no task running, and no request in flight, when it throws',
      ({ value: { running, inFlight } }) => {
        if (running === 0 && inFlight === 0) return undefined;
        return {
          seen: `${countOf(running, 'task')} running, and ${countOf(inFlight, 'request')} in flight at the server`,
          suggests:
            'Who is told to stop still has to clear up: wait for each of them before the error goes on.',
        };
      },
    ),
  ],
});
