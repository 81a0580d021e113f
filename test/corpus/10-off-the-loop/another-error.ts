// fails: error
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

/** Says that something failed, and what, but not with the error itself. */
export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  const worker = new Worker(program, { eval: true, workerData: file });
  try {
    worker.postMessage(input);
    const [result] = (await once(worker, 'message')) as [unknown];
    return result;
  } catch (error) {
    throw new Error(`The thread failed: ${String(error)}`, { cause: error });
  } finally {
    await worker.terminate();
  }
}
