// passes
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
  const worker = new Worker(program, { eval: true, workerData: file });
  return new Promise<unknown>((resolve, reject) => {
    worker.once('message', (result) => {
      void worker.terminate().then(() => {
        resolve(result);
      });
    });
    worker.once('error', reject);
    worker.postMessage(input);
  });
}
