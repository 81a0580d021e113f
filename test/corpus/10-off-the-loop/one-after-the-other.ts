// fails: at-once
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

let last: Promise<unknown> = Promise.resolve();

/** Begins when the call before has ended, so that they do not meet. */
export function runInThread(file: string, input: unknown): Promise<unknown> {
  const result = last.then(() => run(file, input));
  last = result.catch(() => undefined);
  return result;
}

async function run(file: string, input: unknown): Promise<unknown> {
  const worker = new Worker(program, { eval: true, workerData: file });
  try {
    worker.postMessage(input);
    const [result] = (await once(worker, 'message')) as [unknown];
    return result;
  } finally {
    await worker.terminate();
  }
}
