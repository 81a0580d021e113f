// fails: no-thread-left
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    try {
      parentPort.postMessage({ result: work(input) });
    } catch (error) {
      parentPort.postMessage({ error });
    }
  });`;

interface Answer {
  readonly result?: unknown;
  readonly error?: Error;
}

/** Sends the error as a message, so that the thread does not end by itself. */
export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  const worker = new Worker(program, { eval: true, workerData: file });
  worker.postMessage(input);
  const [{ result, error }] = (await once(worker, 'message')) as [Answer];
  if (error) throw error;
  await worker.terminate();
  return result;
}
