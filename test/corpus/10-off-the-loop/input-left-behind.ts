// fails: value
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData.file);
  parentPort.postMessage(work(workerData.input));`;

/** Remembers the input where the other call overwrites it. */
let latest: unknown;

export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  latest = input;
  await Promise.resolve();
  const workerData = { file, input: latest };
  const worker = new Worker(program, { eval: true, workerData });
  const [result] = (await once(worker, 'message')) as [unknown];
  return result;
}
