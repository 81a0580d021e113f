import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { withAgent } from '../../client/with-agent.ts';
import { startCommandLab } from '../../command/lab.ts';
import { percentile } from '../../trace/analyse/summarise.ts';
import { atMost, figure, type Benchmark } from './figure.ts';

const inFlight = 1000;
const delayMs = 1000;

/** No serial part: it would make an answer's due time depend on other requests. */
const model = {
  connect: { parallelMs: 0, serialMs: 0 },
  request: { parallelMs: delayMs, serialMs: 0 },
};

/**
 * How far from its due time the lab sends an answer, by the lab's own
 * Server-Timing, while a thousand requests wait. Each connection sends its next
 * request at once; they started a millisecond apart, so their answers are too.
 */
export const delaysBenchmark: Benchmark = {
  name: 'delays',
  title: `the error of a delay with ${inFlight} requests in flight`,
  async run({ repeat, tell }) {
    const models = { pokemon: model };
    const lab = await startCommandLab({ models, scale: 1, url: '' });
    const url = `${lab.pokemon}/api/v2/pokemon/151`;
    tell('one round to open the connections');
    const rounds = await withAgent({}, (agent) =>
      Promise.all(
        Array.from({ length: inFlight }, async (_, index) => {
          await wait((index * delayMs) / inFlight);
          return errorsOf(url, agent, repeat);
        }),
      ),
    );
    const { pokemon } = await lab.stats();
    await lab.close();
    const byRound = Array.from({ length: repeat }, (_, round) =>
      rounds.map((errors) => errors[round] ?? 0).sort((a, b) => a - b),
    );
    const at = (fraction: number) =>
      byRound.map((errors) => percentile(errors, fraction));
    const peak = `peak in flight ${pokemon?.peakInFlight ?? 0}`;
    return [
      { ...figure('median error', 'ms', at(0.5)), note: peak },
      figure('99th percentile of the error', 'ms', at(0.99), atMost(3)),
    ];
  },
};

/** The errors of one connection's answers, except the first. */
async function errorsOf(url: string, dispatcher: Agent, repeat: number) {
  const errors: number[] = [];
  for (let round = 0; round <= repeat; round += 1) {
    const { headers, body } = await request(url, { dispatcher });
    await body.dump();
    const timing = String(headers['server-timing']);
    const [, heldMs] = /request;dur=([\d.]+)/.exec(timing) ?? [];
    errors.push(Math.abs(Number(heldMs) - delayMs));
  }
  return errors.slice(1);
}
