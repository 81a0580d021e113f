import { Agent, fetch, request, type Dispatcher } from 'undici';
import { withAgent } from '../../../client/with-agent.ts';
import { startCommandLab } from '../../../command/lab.ts';
import { noDelayModel } from '../../../lab/model.ts';
import { pokemonUrls } from '../../race/pokemon.ts';
import { atMost, figure, type BenchSettings, type Figure } from '../figure.ts';
import { loadConnections, loadRequests, millisecondsOf } from '../load.ts';
import { runSeedProgram } from './program.ts';

type Get = (url: string, dispatcher: Dispatcher) => Promise<unknown>;

const requestJson: Get = async (url, dispatcher) =>
  (await request(url, { dispatcher })).body.json();
const fetchJson: Get = async (url, dispatcher) =>
  (await fetch(url, { dispatcher })).json();

const many = `${loadRequests} requests without delay`;
const bounded = { connections: loadConnections };

const theirs = {
  'aiohttp, gathered': 'aiohttp-at-once',
  [`aiohttp, ${loadConnections} connections`]: 'aiohttp-20',
};

const ours: Readonly<
  Record<string, { readonly get: Get; readonly agent: Agent.Options }>
> = {
  'undici, all at once': { get: requestJson, agent: {} },
  [`undici, ${loadConnections} connections`]: {
    get: requestJson,
    agent: bounded,
  },
  [`undici fetch, ${loadConnections} connections`]: {
    get: fetchJson,
    agent: bounded,
  },
};

/**
 * The same work where nothing waits, so that only what the clients compute
 * counts. Requests with a bound, as the lessons teach, have to be the fastest.
 */
export async function compareLoad(
  python: string,
  { repeat, tell }: BenchSettings,
): Promise<Figure[]> {
  const lab = await startCommandLab({
    models: { pokemon: noDelayModel },
    url: '',
  });
  const seconds = new Map<string, number[]>();
  const add = (name: string, value: number) =>
    void seconds.set(name, [...(seconds.get(name) ?? []), value]);
  const origin = lab.pokemon;
  const task = { origin, count: loadRequests, results: loadRequests };
  try {
    for (let round = -1; round < repeat; round += 1) {
      tell(`${many}, round ${round + 2}`);
      for (const [name, program] of Object.entries(theirs)) {
        const run = await runSeedProgram(python, { ...task, program });
        if (round >= 0) add(name, run.seconds);
      }
      for (const [name, { get, agent }] of Object.entries(ours)) {
        const ms = await millisecondsOf(() => askAll(origin, get, agent));
        if (round >= 0) add(name, ms / 1000);
      }
    }
  } finally {
    await lab.close();
  }
  return [...describeTimes(seconds), compareBest(seconds)];
}

function askAll(origin: string, get: Get, agent: Agent.Options) {
  // As many addresses as there are Pokémon, over and over.
  const urls = pokemonUrls(origin, 151);
  const asked = Array.from(
    { length: loadRequests },
    (_, index) => urls[index % urls.length] ?? origin,
  );
  return withAgent(agent, (pool) =>
    Promise.all(asked.map((url) => get(url, pool))),
  );
}

function describeTimes(seconds: Map<string, number[]>): Figure[] {
  return [...seconds].map(([name, values], index) => ({
    ...figure(name, 's', values),
    ...(index === 0 && { note: many }),
  }));
}

/** Ours with a bound, held against the faster of theirs in each round. */
function compareBest(seconds: Map<string, number[]>): Figure {
  const best = seconds.get(`undici, ${loadConnections} connections`) ?? [];
  const ratios = best.map((own, round) => {
    const others = Object.keys(theirs).map(
      (name) => seconds.get(name)?.[round] ?? NaN,
    );
    return own / Math.min(...others);
  });
  return figure("undici bounded / aiohttp's best", '×', ratios, atMost(1));
}
