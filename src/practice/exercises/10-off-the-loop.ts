import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
} from '../acting/outcome.ts';
import { briefTimeoutMs, waitUntil } from '../acting/waiting.ts';

type RunInThread = (file: string, input: unknown) => Promise<unknown>;

interface Value {
  /** The results of two calls at once. */
  readonly outcomes: readonly unknown[];
  /** What a function returns that returns its input, which is 0. */
  readonly nothing: unknown;
  /** What another file's function returns for the same input: 1. */
  readonly other: unknown;
  /** The outcome of a call whose function throws. */
  readonly failure: string;
  readonly threadsLeft: number;
}

const standsStill = 'a loop that stands still';
const alone = 'a call that runs alone';

/**
 * A computation that can end only while its caller's event loop turns, and while
 * the other call runs too: it waits for the loop's own timer, and for the other
 * one to have begun. The timeouts are for calls that would wait for ever.
 */
const hashing = `
import { createHash } from 'node:crypto';
import { isMainThread } from 'node:worker_threads';

const timeoutMs = 1500;
const othersTimeoutMs = 6000;

export default function hash({ text, turns, begun }) {
  const digest = createHash('sha256').update(text).digest('hex');
  Atomics.add(begun, 0, 1);
  Atomics.notify(begun, 0);
  for (let turn = 0; turn < 5; turn += 1) {
    const seen = Atomics.load(turns, 0);
    const ending = Atomics.wait(turns, 0, seen, timeoutMs);
    if (ending === 'timed-out' || isMainThread) return '${standsStill}';
  }
  if (Atomics.load(begun, 0) < 2) Atomics.wait(begun, 0, 1, othersTimeoutMs);
  return Atomics.load(begun, 0) < 2 ? '${alone}' : digest;
}
`;

const throwing = `
export default function fail(input) {
  throw new RangeError('cannot do ' + input);
}
`;

const returning = `
export default function same(input) {
  return input;
}
`;

const counting = `
export default function next(input) {
  return input + 1;
}
`;

const textsOf = (seed: number) => [`text ${seed}`, `other text ${seed * 7}`];

const hashOf = (text: string) =>
  createHash('sha256').update(text).digest('hex');

async function act(runInThread: RunInThread, { folder, seed }: Scene) {
  const file = join(folder, 'hash.mjs');
  const failing = join(folder, 'fail.mjs');
  writeFileSync(file, hashing);
  const same = join(folder, 'same.mjs');
  writeFileSync(failing, throwing);
  writeFileSync(same, returning);
  const next = join(folder, 'next.mjs');
  writeFileSync(next, counting);
  const threads: Worker[] = [];
  const note = (worker: Worker) => threads.push(worker);
  process.on('worker', note);
  const turns = new Int32Array(new SharedArrayBuffer(4));
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const turning = setInterval(() => {
    Atomics.add(turns, 0, 1);
    Atomics.notify(turns, 0);
  }, 1);
  try {
    const outcomes = await Promise.all(
      textsOf(seed).map((text) => runInThread(file, { text, turns, begun })),
    );
    const nothing = await valueOf(runInThread(same, 0));
    const other = await valueOf(runInThread(next, 0));
    const failure = await failureOf(runInThread(failing, seed));
    const left = () => threads.filter(({ threadId }) => threadId !== -1);
    await waitUntil(() => left().length === 0, briefTimeoutMs);
    return { outcomes, nothing, other, failure, threadsLeft: left().length };
  } finally {
    clearInterval(turning);
    process.off('worker', note);
  }
}

/** The value, or a sentence on what came instead. */
async function valueOf(result: Promise<unknown>): Promise<unknown> {
  const outcome = await outcomeOrWaits(outcomeOf(() => result));
  return outcome.kind === 'gave' ? outcome.value : describeOutcome(outcome);
}

/** The error as text, or a sentence on what came instead. */
async function failureOf(outcome: Promise<unknown>): Promise<string> {
  let failure = '';
  outcome.then(
    (value) => (failure = `a value, ${String(value)}`),
    (error: unknown) => (failure = String(error)),
  );
  const isSettled = await waitUntil(() => failure !== '', 3000);
  return isSettled ? failure : 'neither an error nor a value';
}

export const exercise = defineExercise({
  id: '10-off-the-loop',
  name: 'runInThread',
  runs: runsOf({ deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Value>(
      'loop-turns',
      'an event loop that turns while the function computes',
      ({ value: { outcomes } }) =>
        outcomes.includes(standsStill)
          ? {
              seen: 'an event loop that stands still until the function is done',
              suggests:
                'The function probably runs in the thread of its caller. Neither async nor a pause before the call changes that: start a Worker.',
            }
          : undefined,
    ),
    holds<Value>(
      'at-once',
      'two calls at once that run at the same time',
      ({ value: { outcomes } }) =>
        outcomes.includes(alone)
          ? {
              seen: 'a call that began only when the other one had ended',
              suggests:
                'A thread does one call after another. Start a new one for each call, and let no call wait for the one before it.',
            }
          : undefined,
    ),
    holds<Value>(
      'value',
      'for each call what the function returns for its input',
      ({ seed, value: { outcomes, nothing, other } }) => {
        const wanted = textsOf(seed).map(hashOf);
        const at = wanted.findIndex((one, at) => one !== outcomes[at]);
        if (at < 0 && nothing !== 0) {
          return {
            seen: `${difference(nothing, 0)}, from a function that returns its input`,
            suggests:
              'An input or a result may be 0, an empty text or undefined. Pass it on whatever it is.',
          };
        }
        if (at < 0 && other !== 1) {
          return {
            seen: `${difference(other, 1)}, from the function of another file with the same input`,
            suggests:
              'The result depends on the file, too. If you keep anything from one call to the next, keep it for both.',
          };
        }
        if (at < 0) return undefined;
        const found = wanted.indexOf(String(outcomes[at]));
        return {
          seen:
            found < 0
              ? `${String(outcomes[at])} instead of ${wanted[at] ?? ''}`
              : `of two calls at once, call ${at + 1} got the result of call ${found + 1}`,
          suggests:
            'A message does not say which call it answers. Give each call a thread of its own.',
        };
      },
    ),
    holds<Value>(
      'error',
      'a rejection with the error that the function throws',
      ({ seed, value: { failure } }) =>
        failure === `RangeError: cannot do ${seed}`
          ? undefined
          : {
              seen: failure,
              suggests:
                'A thread whose function throws sends no message: the worker emits an error event, with the error itself, and ends. Wait for that too, as once(worker, …) does, and pass on the error that you get.',
            },
    ),
    holds<Value>(
      'no-thread-left',
      'no thread still running at the end',
      ({ value: { threadsLeft } }) =>
        threadsLeft === 0
          ? undefined
          : {
              seen: `${countOf(threadsLeft, 'thread')} still running`,
              suggests:
                'A thread that listens for messages waits for the next one forever. Terminate it in a finally block, so that it ends even when something fails.',
            },
    ),
  ],
});
