import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { noDelayModel } from '../../lab/model.ts';
import { startCommandLab } from '../../command/lab.ts';
import { atMost, figure, type Benchmark } from './figure.ts';
import { loadConnections, loadRequests } from './load.ts';
import type { TracingTask } from './tracing-worker.ts';

/** A round takes only half a second, so there are more of them. */
const roundsEach = 5;
const warmUpRounds = 3;

/**
 * What recording costs. The two ways alternate, so that a machine that gets
 * slower affects both. Each has its own thread, because in a shared one the
 * unrecorded requests would also run the recorder's listeners.
 */
export const tracingBenchmark: Benchmark = {
  name: 'tracing',
  title: `recorded against unrecorded, ${loadRequests} requests over ${loadConnections} connections, no delay`,
  async run({ repeat, tell }) {
    const lab = await startCommandLab({
      models: { pokemon: noDelayModel },
      url: '',
    });
    const url = `${lab.pokemon}/api/v2/pokemon/151`;
    await using recorded = startThread({ url, traced: true });
    await using unrecorded = startThread({ url, traced: false });
    const ratios: number[] = [];
    for (let round = -warmUpRounds; round < repeat * roundsEach; round += 1) {
      tell(`round ${round + warmUpRounds + 1}`);
      const ratio = await compareOnce(recorded, unrecorded, round % 2 === 0);
      if (round >= 0) ratios.push(ratio);
    }
    await lab.close();
    return [figure('recorded / unrecorded', '×', ratios, atMost(1.1))];
  },
};

function startThread(task: TracingTask): Worker {
  const file = new URL('./tracing-worker.ts', import.meta.url);
  return new Worker(file, { workerData: task });
}

/** The order alternates too, so that being first is no advantage. */
async function compareOnce(a: Worker, b: Worker, firstA: boolean) {
  const before = firstA ? await timeOf(a) : undefined;
  const other = await timeOf(b);
  return (before ?? (await timeOf(a))) / other;
}

async function timeOf(worker: Worker): Promise<number> {
  worker.postMessage('run');
  const [ms] = (await once(worker, 'message')) as [number];
  return ms;
}
