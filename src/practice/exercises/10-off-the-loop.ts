import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { holds } from '../rules/values.ts';
import { briefTimeoutMs, waitUntil } from '../acting/waiting.ts';

type RunInThread = (file: string, input: unknown) => Promise<unknown>;

interface Value {
  /** What came of two that were begun at once. */
  readonly outcomes: readonly unknown[];
  /** What came of one that throws. */
  readonly failure: string;
  readonly threadsLeft: number;
}

/**
 * A computation that comes to an end only while its caller's loop turns: what
 * it waits for is not time, but the loop's own doing.
 */
const hashing = `
import { createHash } from 'node:crypto';

const timeoutMs = 1500;

export default function hash({ text, turns }) {
  const digest = createHash('sha256').update(text).digest('hex');
  for (let turn = 0; turn < 5; turn += 1) {
    const seen = Atomics.load(turns, 0);
    const ending = Atomics.wait(turns, 0, seen, timeoutMs);
    if (ending === 'timed-out') return 'a loop that stands still';
  }
  return digest;
}
`;

const throwing = `
export default function fail(input) {
  throw new RangeError('cannot do ' + input);
}
`;

const textsOf = (seed: number) => [`text ${seed}`, `other text ${seed * 7}`];

const hashOf = (text: string) =>
  createHash('sha256').update(text).digest('hex');

async function act(runInThread: RunInThread, { folder, seed }: Scene) {
  const file = join(folder, 'hash.mjs');
  const failing = join(folder, 'fail.mjs');
  writeFileSync(file, hashing);
  writeFileSync(failing, throwing);
  const threads: Worker[] = [];
  const note = (worker: Worker) => threads.push(worker);
  process.on('worker', note);
  const turns = new Int32Array(new SharedArrayBuffer(4));
  const turning = setInterval(() => {
    Atomics.add(turns, 0, 1);
    Atomics.notify(turns, 0);
  }, 1);
  try {
    const outcomes = await Promise.all(
      textsOf(seed).map((text) => runInThread(file, { text, turns })),
    );
    const failure = await failureOf(runInThread(failing, seed));
    const left = () => threads.filter(({ threadId }) => threadId !== -1);
    await waitUntil(() => left().length === 0, briefTimeoutMs);
    return { outcomes, failure, threadsLeft: left().length };
  } finally {
    clearInterval(turning);
    process.off('worker', note);
  }
}

/** The error as text; what else there was, in words. */
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
  runs: runsOf({}),
  act,
  rules: [
    holds<Value>(
      'loop-turns',
      'a loop that turns while the function computes',
      ({ value: { outcomes } }) =>
        outcomes.includes('a loop that stands still')
          ? {
              seen: 'a loop that stands still until the function is done',
              suggests:
                'The function runs in the same thread as its caller; neither async nor a pause before it changes that.',
            }
          : undefined,
    ),
    holds<Value>(
      'value',
      'for each call what the function gives for its input',
      ({ seed, value: { outcomes } }) => {
        const wanted = textsOf(seed).map(hashOf);
        const at = wanted.findIndex((one, at) => one !== outcomes[at]);
        if (at < 0) return undefined;
        const other = wanted.indexOf(String(outcomes[at]));
        return {
          seen:
            other < 0
              ? `${String(outcomes[at])} instead of ${wanted[at] ?? ''}`
              : `two calls at once, and call ${at + 1} was given what belongs to call ${other + 1}`,
          suggests:
            'A message does not say whose answer it is: ask one thread for one thing at a time.',
        };
      },
    ),
    holds<Value>(
      'error',
      'an error that the function throws, as a rejection',
      ({ seed, value: { failure } }) =>
        failure.includes(`cannot do ${seed}`)
          ? undefined
          : {
              seen: failure,
              suggests:
                'A thread in which something throws sends no message any more: it emits an error, and ends.',
            },
    ),
    holds<Value>(
      'no-thread-left',
      'no thread left at the end',
      ({ value: { threadsLeft } }) =>
        threadsLeft === 0
          ? undefined
          : {
              seen: `${countOf(threadsLeft, 'thread')} left`,
              suggests:
                'A thread that listens for messages waits for the next one for ever: whoever starts it ends it, also when something fails on the way.',
            },
    ),
  ],
});
