import { setTimeout as sleep } from 'node:timers/promises';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { brief, holds } from '../rules/values.ts';
import { watchTimers } from './timers.ts';

type Ticked = Promise<{ result: unknown; ticks: number }>;
type TicksDuring = (work: () => unknown, everyMs: number) => Ticked;

const everyMs = 10;

/** A clock that hardly ticks before the work is done. */
const slowEveryMs = 1000;

/** A timer this long ends after at least one tick of a clock begun before it. */
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
      'the result of the work, as `result`',
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
            'Return the value of the work; where the work returns a promise, await it first.',
        };
      },
    ),
    holds<Seen>('once', 'the work done once', ({ value }) => {
      if (value.calls === 1) return undefined;
      return {
        seen: `done ${countOf(value.calls, 'time')}`,
        suggests:
          'Work may cost money or change something. Call it once, and keep what it returns in a variable.',
      };
    }),
    holds<Seen>(
      'lets-ticks-through',
      'at least one tick during each pause of the work',
      ({ seed, value }) => {
        const pauses = waitsFor(seed);
        if (value.awaited.ticks >= pauses) return undefined;
        return {
          seen: `${countOf(value.awaited.ticks, 'tick')} during ${pauses} pauses of ${waitMs} ms`,
          suggests:
            'The clock probably stopped too early: work with pauses returns a promise at once, and is done only when that promise has settled. Await it before you stop the clock.',
        };
      },
    ),
    holds<Seen>(
      'clock-first',
      'a clock that has started before the work',
      ({ value }) => {
        if (value.blockedFirst.ticks > 0) return undefined;
        return {
          seen: `no tick after work had blocked the thread for ${5 * everyMs} ms and then paused`,
          suggests:
            'A call of work runs until its first await, and the clock should run by then. Start the clock before you call work.',
        };
      },
    ),
    holds<Seen>(
      'blocked',
      'no ticks while work blocks the thread',
      ({ value }) => {
        const { ticks } = value.blocked;
        if (ticks === 0) return undefined;
        return {
          seen: countOf(ticks, 'tick'),
          suggests:
            'Nothing can tick while the thread is blocked. Count only the ticks that really happen while the work runs: none before it, none after it, and none worked out from the time.',
        };
      },
    ),
    holds<Seen>(
      'one-tick-at-a-time',
      'no more than one tick every everyMs milliseconds',
      ({ value }) => {
        const { ticks, lastedMs } = value.awaited;
        // A timer may be early by part of a millisecond.
        const most = Math.ceil(lastedMs / (everyMs - 1));
        if (ticks > most) {
          return {
            seen: `${ticks} ticks within ${Math.round(lastedMs)} ms`,
            suggests:
              'A tick is not a turn of the event loop. Let a timer count, one that fires every everyMs milliseconds.',
          };
        }
        const { slowly } = value;
        const mostSlow = Math.ceil(slowly.lastedMs / (slowEveryMs - 1));
        if (slowly.ticks <= mostSlow) return undefined;
        return {
          seen: `with a clock of ${slowEveryMs} ms beside one of ${everyMs} ms, ${countOf(slowly.ticks, 'tick')} within ${Math.round(slowly.lastedMs)} ms`,
          suggests:
            'The caller says how often the clock ticks: use everyMs. Two calls may be under way at once, so count in a variable of the call and not of the module.',
        };
      },
    ),
    holds<Seen>('throws', 'the error that the work threw', ({ value }) => {
      const missed = value.errors.find((text) => text !== 'unchanged');
      if (missed === undefined) return undefined;
      return {
        seen: missed,
        suggests:
          'The caller needs to know that the work failed: let its error through unchanged.',
      };
    }),
    holds<Seen>(
      'clock-stopped',
      'no clock still running at the end',
      ({ value }) => {
        if (value.left === 0) return undefined;
        return {
          seen: `${countOf(value.left, 'timer')} still running after the work had succeeded or failed`,
          suggests:
            'A clock ticks until it is stopped, even when the work throws, and it keeps the program from ending. Stop it in a finally block.',
        };
      },
    ),
  ],
});

async function act(ticksDuring: TicksDuring, { seed }: Scene) {
  const watch = watchTimers(() => doAll(ticksDuring, seed));
  try {
    const all = await watch.result;
    // A timer that is still there after this wait is a clock.
    await sleep(waitMs);
    return { ...all, left: await watch.count() };
  } finally {
    watch.stop();
  }
}

async function doAll(ticksDuring: TicksDuring, seed: number) {
  const result = resultFor(seed);
  const startedMs = performance.now();
  let calls = 0;
  const awaited = await ticksDuring(async () => {
    calls += 1;
    for (let left = waitsFor(seed); left > 0; left--) await sleep(waitMs);
    return result;
  }, everyMs);
  const lastedMs = performance.now() - startedMs;
  // A quick clock runs beside the slow one, and stops later.
  const beside = ticksDuring(() => sleep(2 * waitMs), everyMs);
  const slowStartedMs = performance.now();
  const slow = await ticksDuring(() => sleep(waitMs), slowEveryMs);
  const slowly = {
    ticks: slow.ticks,
    lastedMs: performance.now() - slowStartedMs,
  };
  await beside;
  const blocked = await ticksDuring(() => {
    block(5 * everyMs);
    return result;
  }, everyMs);
  const blockedFirst = await ticksDuring(async () => {
    block(5 * everyMs);
    // The timer of a clock that has started was due before this one.
    await sleep(1);
    return result;
  }, everyMs);
  const failure = new Error('no such Pokémon');
  const errors = [
    await errorOf(failure, (error) => {
      return ticksDuring(() => fail(error), everyMs);
    }),
    await errorOf(failure, (error) => {
      return ticksDuring(() => sleep(waitMs).then(() => fail(error)), everyMs);
    }),
    // Any value can be thrown, and it is the same even if it is undefined.
    await errorOf(undefined, (nothing) => {
      return ticksDuring(() => sleep(1).then(() => fail(nothing)), everyMs);
    }),
  ];
  return {
    awaited: { ...awaited, lastedMs },
    calls,
    slowly,
    blocked,
    blockedFirst,
    errors,
  };
}

/** Blocks the thread, as a blocking call does. */
function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

async function errorOf(
  error: unknown,
  work: (error: unknown) => Promise<unknown>,
) {
  try {
    return `no error, but ${brief(await work(error))}`;
  } catch (thrown) {
    return thrown === error ? 'unchanged' : `another error: ${String(thrown)}`;
  }
}

function fail(error: unknown): never {
  throw error;
}
