import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { request } from 'undici';
import { noDelayModel } from '../../lab/model.ts';
import { startCommandLab } from '../../command/lab.ts';
import { atLeast, figure, type Benchmark } from './figure.ts';
import { millisecondsOf } from './load.ts';
import { loadServer } from './raw-load.ts';

const path = '/api/v2/pokemon/151';
const requests = 5000;
const connections = 20;
const roundsEach = 5;
const warmUpRounds = 3;

/** The lab's throughput without delay, compared with a server that does nothing. */
export const labBenchmark: Benchmark = {
  name: 'lab',
  title: "the lab's throughput against a bare node:http server's, no delay",
  async run({ repeat, tell }) {
    const lab = await startCommandLab({
      models: { pokemon: noDelayModel },
      url: '',
    });
    const url = new URL(path, lab.pokemon);
    const { body } = await request(url);
    await using bare = startBareServer(await body.text());
    const [bareOrigin] = (await once(bare, 'message')) as [string];
    const ratios: number[] = [];
    for (let round = -warmUpRounds; round < repeat * roundsEach; round += 1) {
      tell(`round ${round + warmUpRounds + 1}`);
      const bareMs = await load(new URL(path, bareOrigin));
      const labMs = await load(url);
      if (round >= 0) ratios.push(bareMs / labMs);
    }
    await lab.close();
    return [figure('lab / bare node:http', '×', ratios, atLeast(0.7))];
  },
};

function load(url: URL): Promise<number> {
  return millisecondsOf(() => loadServer(url, requests, connections));
}

function startBareServer(body: string): Worker {
  const file = new URL('./bare-server.ts', import.meta.url);
  return new Worker(file, { workerData: body });
}
