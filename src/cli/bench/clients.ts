import { Agent as HttpAgent, get as httpGet } from 'node:http';
import { text } from 'node:stream/consumers';
import axios from 'axios';
import got from 'got';
import { Agent, fetch, request } from 'undici';
import type { Lab } from '../../lab/lab.ts';
import { noDelayModel } from '../../lab/model.ts';
import { startCommandLab } from '../../command/lab.ts';
import {
  figure,
  type Benchmark,
  type BenchSettings,
  type Figure,
} from './figure.ts';
import { millisecondsOf } from './load.ts';

const requests = 150;
const connections = 20;

/** Without delay, a run takes only hundredths of a second. */
const runsWithoutDelay = 10;

type Get = (url: string) => Promise<unknown>;

interface Client {
  readonly name: string;
  readonly get: Get;
}

/** The same work with each client, compared with undici's `request`. */
export const clientsBenchmark: Benchmark = {
  name: 'clients',
  title: `${requests} requests over ${connections} connections`,
  async run(settings) {
    const { scale, repeat } = settings;
    const models = { pokemon: noDelayModel };
    const fast = await startCommandLab({ models, url: '' });
    const slow = await startCommandLab({ scale, url: '' });
    const figures = [
      ...(await compareClients('no delay', fast, {
        ...settings,
        repeat: repeat * runsWithoutDelay,
      })),
      ...(await compareClients('delayed', slow, settings)),
    ];
    await fast.close();
    await slow.close();
    return figures;
  },
};

async function compareClients(
  pace: string,
  lab: Lab,
  { repeat, tell }: BenchSettings,
): Promise<Figure[]> {
  const clients = createClients();
  const times = new Map<string, number[]>();
  // They alternate, so that a machine that gets slower affects all of them.
  for (let round = -1; round < repeat; round += 1) {
    for (const { name, get } of clients) {
      tell(`${pace}: ${name}, round ${round + 2}`);
      const ms = await millisecondsOf(() => getAll(lab, get));
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  }
  const [first = [], ...others] = [...times.values()];
  const [firstName = '', ...otherNames] = times.keys();
  return [
    figure(`${pace}: ${firstName}`, 'ms', first),
    ...others.map((own, index) => {
      const ratios = own.map((ms, round) => ms / (first[round] ?? NaN));
      return figure(`${pace}: ${otherNames[index] ?? ''}, to it`, '×', ratios);
    }),
  ];
}

function getAll(lab: Lab, get: Get): Promise<unknown> {
  const urls = Array.from(
    { length: requests },
    (_, index) => `${lab.pokemon}/api/v2/pokemon/${index + 1}`,
  );
  return Promise.all(urls.map(get));
}

function createClients(): readonly Client[] {
  const dispatcher = new Agent({ connections });
  const agent = new HttpAgent({ keepAlive: true, maxSockets: connections });
  const gotOnce = got.extend({ agent: { http: agent }, retry: { limit: 0 } });
  const axiosOnce = axios.create({ httpAgent: agent });
  return [
    {
      name: 'undici request',
      get: async (url) => (await request(url, { dispatcher })).body.json(),
    },
    {
      name: 'undici fetch',
      get: async (url) => (await fetch(url, { dispatcher })).json(),
    },
    { name: 'got', get: (url) => gotOnce(url).json() },
    {
      name: 'axios',
      get: async (url) => (await axiosOnce(url)).data as object,
    },
    {
      name: 'node:http',
      get: async (url) => JSON.parse(await getText(url, agent)) as object,
    },
  ];
}

function getText(url: string, agent: HttpAgent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = httpGet(url, { agent }, (response) => {
      text(response).then(resolve, reject);
    });
    request.on('error', reject);
  });
}
