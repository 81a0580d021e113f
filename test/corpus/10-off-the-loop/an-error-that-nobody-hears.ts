// fails: ends
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

export function runInThread(file: string, input: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    const worker = new Worker(program, { eval: true, workerData: file });
    worker.once('message', (result) => {
      void worker.terminate();
      resolve(result);
    });
    worker.postMessage(input);
  });
}
