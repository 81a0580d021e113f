import { parentPort, workerData } from 'node:worker_threads';
import { Agent } from 'undici';
import { createRecorder } from '../../trace/record/record.ts';
import {
  loadConnections,
  loadRequests,
  makeRequests,
  millisecondsOf,
} from './load.ts';

/** The task of one of two threads that do the same; one of them is recorded. */
export interface TracingTask {
  readonly url: string;
  readonly traced: boolean;
}

const { url, traced } = workerData as TracingTask;
const agent = new Agent({ connections: loadConnections });

parentPort?.on('message', () => {
  void run().then((ms) => parentPort?.postMessage(ms));
});

async function run(): Promise<number> {
  const work = () => makeRequests(url, loadRequests, agent);
  if (!traced) return millisecondsOf(work);
  const recorder = createRecorder();
  const ms = await millisecondsOf(() => recorder.run(work));
  recorder.stop();
  return ms;
}
