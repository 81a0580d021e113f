import { setTimeout as sleep } from 'node:timers/promises';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { brief, holds } from '../rules/values.ts';
import { watchTimers } from './timers.ts';

type Ticked = Promise<{ result: unknown; ticks: number }>;
type TicksDuring = (work: () => unknown, everyMs: number) => Ticked;

const everyMs = 10;

/** A timer this long always comes after one tick of a clock begun before it. */
const waitMs = 3 * everyMs;

const waitsFor = (seed: number) => 3 + (seed % 3);
const resultFor = (seed: number) => ({ mew: seed });

type Seen = Awaited<ReturnType<typeof act>>;

export const exercise = defineExercise({
  id: '01-ticks',
  name: 'ticksDuring',
  runs: runsOf({}),
  act,
  rules: [
    holds<Seen>(
      'result',
      'what the work gave, as result',
      ({ seed, value }) => {
        const wanted = brief(resultFor(seed));
        const given = [value.awaited, value.blocked].map(
          ({ result }) => result,
        );
        const wrong = given.map(brief).find((text) => text !== wanted);
        if (wrong === undefined) return undefined;
        return {
          seen: `${wrong} instead of ${wanted}`,
          suggests:
            'The result is what the work returns, or what the promise holds that it returns.',
        };
      },
    ),
    holds<Seen>(
      'lets-ticks-through',
      'a tick for each pause of work that pauses',
      ({ seed, value }) => {
        const pauses = waitsFor(seed);
        if (value.awaited.ticks >= pauses) return undefined;
        return {
          seen: `${value.awaited.ticks} ticks beside ${pauses} pauses of ${waitMs} ms`,
          suggests:
            'Such work gives a promise at once, and is done only when that promise is: look at when you stop the clock.',
        };
      },
    ),
    holds<Seen>('blocked', 'no tick while work blocks', ({ value }) => {
      const { ticks } = value.blocked;
      if (ticks === 0) return undefined;
      return {
        seen: countOf(ticks, 'tick'),
        suggests:
          'Nothing ticks in a thread that is blocked: count the ticks that there were while this work ran, not those that there should have been, or that came before or after.',
      };
    }),
    holds<Seen>(
      'one-tick-at-a-time',
      `no more ticks than every ${everyMs} ms`,
      ({ value }) => {
        const { ticks, lastedMs } = value.awaited;
        // A timer may be early by the part of a millisecond.
        const most = Math.ceil(lastedMs / (everyMs - 1));
        if (ticks <= most) return undefined;
        return {
          seen: `${ticks} ticks within ${Math.round(lastedMs)} ms`,
          suggests:
            'A tick is not a turn of the event loop: the clock has a pace of its own, everyMs.',
        };
      },
    ),
    holds<Seen>('throws', 'the error that the work threw', ({ value }) => {
      const missed = value.errors.find((text) => text !== 'as it was');
      if (missed === undefined) return undefined;
      return {
        seen: missed,
        suggests:
          'Whoever calls this wants to hear of a failure: let the error through as it is.',
      };
    }),
    holds<Seen>('clock-stopped', 'no clock that goes on', ({ value }) => {
      if (value.left === 0) return undefined;
      return {
        seen: `${value.left} still ticking after the work was done or had failed`,
        suggests:
          'A clock ticks until somebody stops it, also when the work throws; and a program does not end before its last clock.',
      };
    }),
  ],
});

async function act(ticksDuring: TicksDuring, { seed }: Scene) {
  const watch = watchTimers(() => doAll(ticksDuring, seed));
  try {
    const all = await watch.result;
    // Whatever was under way comes before this, or is a clock.
    await sleep(waitMs);
    return { ...all, left: await watch.count() };
  } finally {
    watch.stop();
  }
}

async function doAll(ticksDuring: TicksDuring, seed: number) {
  const result = resultFor(seed);
  const startedMs = performance.now();
  const awaited = await ticksDuring(async () => {
    for (let left = waitsFor(seed); left > 0; left--) await sleep(waitMs);
    return result;
  }, everyMs);
  const lastedMs = performance.now() - startedMs;
  const blocked = await ticksDuring(() => {
    block(5 * everyMs);
    return result;
  }, everyMs);
  const errors = [
    await errorOf((error) => {
      return ticksDuring(() => {
        throw error;
      }, everyMs);
    }),
    await errorOf((error) => {
      return ticksDuring(() => sleep(waitMs).then(() => fail(error)), everyMs);
    }),
  ];
  return { awaited: { ...awaited, lastedMs }, blocked, errors };
}

/** Keeps the thread, as a blocking call does. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function errorOf(work: (error: Error) => Promise<unknown>) {
  const error = new Error('no such Pokémon');
  try {
    return `${brief(await work(error))}, and no error`;
  } catch (thrown) {
    return thrown === error ? 'as it was' : `another error: ${String(thrown)}`;
  }
}

function fail(error: Error): never {
  throw error;
}
