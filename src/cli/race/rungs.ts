import type { Agent, Dispatcher } from 'undici';
import type { Plan } from '../../lab/ideal.ts';
import type { RungName } from '../../trace/ladder.ts';
import { getPokemon, getPokemonBlocking } from './pokemon.ts';

/** One way to request many Pokémon. */
export interface Rung {
  readonly name: RungName;
  /** Whether it blocks the thread, so that nothing can be drawn. */
  readonly blocking: boolean;
  /** The options of its undici pool. */
  readonly agent: Agent.Options;
  /** What the latency model needs to know about it. */
  readonly plan: Omit<Plan, 'scale'> & { readonly requests: number };
  /** Requests all of them and gives their numbers, in the order of the URLs. */
  readonly work: (
    urls: readonly string[],
    dispatcher: Dispatcher,
  ) => readonly number[] | Promise<readonly number[]>;
}

/** The ladder from slowest to fastest, for `count` requests. */
export function createRungs(count: number, bound: number): readonly Rung[] {
  const requests = count;
  const connections = Math.min(bound, count);
  return [
    {
      name: 'blocking',
      blocking: true,
      agent: {},
      plan: { requests, connections: count, inFlight: 1 },
      work: (urls) => urls.map(getPokemonBlocking),
    },
    {
      name: 'sequential',
      blocking: false,
      // In undici, 0 means a new connection for each request.
      agent: { pipelining: 0 },
      plan: { requests, connections: count, inFlight: 1 },
      work: inTurn,
    },
    {
      name: 'pooled',
      blocking: false,
      // A connection is free only a moment after its answer has arrived: with
      // more of them allowed, the second request would open a second one.
      agent: { connections: 1 },
      plan: { requests, connections: 1 },
      work: inTurn,
    },
    {
      name: 'unbounded',
      blocking: false,
      agent: {},
      plan: { requests, connections: count },
      work: atOnce,
    },
    {
      name: 'bounded',
      blocking: false,
      agent: { connections: bound },
      plan: { requests, connections },
      work: atOnce,
    },
  ];
}

async function inTurn(urls: readonly string[], dispatcher: Dispatcher) {
  const numbers: number[] = [];
  for (const url of urls) numbers.push(await getPokemon(url, dispatcher));
  return numbers;
}

function atOnce(urls: readonly string[], dispatcher: Dispatcher) {
  return Promise.all(urls.map((url) => getPokemon(url, dispatcher)));
}
