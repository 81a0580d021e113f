// fails: value

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: work } = require(workerData);
  parentPort.on('message', (input) => {
    parentPort.postMessage(work(input));
  });`;

export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  const worker = new Worker(program, { eval: true, workerData: file });
  try {
    worker.postMessage(input);
    const [answer] = (await once(worker, 'message')) as [unknown];
    if (!answer) throw new Error('The thread gave nothing.');
    return answer;
  } finally {
    await worker.terminate();
  }
}
