// fails: value
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

const known = new Map<unknown, unknown>();
/** Returns what the default export of a file returns for this input. */
export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  if (known.has(input)) return known.get(input);
  const worker = new Worker(program, { eval: true, workerData: file });
  try {
    worker.postMessage(input);
    const [result] = (await once(worker, 'message')) as [unknown];
    known.set(input, result);
    return result;
  } finally {
    await worker.terminate();
  }
}
