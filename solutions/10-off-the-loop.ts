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
 *
 * @minutes 10
 * @hint A thread for each call, and a message each way. Look at `countByHand`
 *   in lesson 10: what is missing there?
 * @hint `new Worker(program, { eval: true, workerData: file })` starts the
 *   thread, `postMessage` sends the input. `once(worker, 'message')` waits for
 *   the answer; it rejects when the worker emits an error.
 * @hint `worker.postMessage(input)` and the `once` go inside
 *   `try { … } finally { await worker.terminate(); }`.
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
  // #region solution
  // TODO: run the program in a thread, and end it whatever happens.
  const worker = new Worker(program, { eval: true, workerData: file });
  try {
    worker.postMessage(input);
    const [result] = (await once(worker, 'message')) as [unknown];
    return result;
  } finally {
    await worker.terminate();
  }
  // #endregion solution
}
