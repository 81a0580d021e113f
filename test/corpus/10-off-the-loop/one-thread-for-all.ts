// fails: at-once
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

const workers = new Map<string, Worker>();

export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  const worker =
    workers.get(file) ?? new Worker(program, { eval: true, workerData: file });
  workers.set(file, worker);
  worker.postMessage(input);
  const [result] = (await once(worker, 'message')) as [unknown];
  return result;
}
