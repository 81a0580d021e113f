/**
 * # Off the loop
 *
 * A module, `file`, has a function as its default export, which takes one
 * argument and computes for a long time, without an `await`. Write
 * `runInThread`: it calls that function with `input` in a thread of its own,
 * and returns what the function returns.
 *
 * - The event loop of your own thread keeps turning meanwhile.
 * - Two calls at once run at the same time, and each gets its own result.
 * - If the function throws, the promise rejects with that error.
 * - However a call ends, its thread ends too.
 *
 * What runs in the thread is there already: `program` loads the file named by
 * `workerData`, and answers each message with what the function returns.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

/** Returns what the default export of a file returns for this input. */
export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  // TODO: run the program in a thread, and end it whatever happens.
  throw new Error('Not written yet: runInThread.');
}
