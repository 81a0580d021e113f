import { withAgent } from '../../client/with-agent.ts';
import { idealSeconds } from '../../lab/ideal.ts';
import type { Lab } from '../../lab/lab.ts';
import { withServerSide } from '../../trace/record/ask-servers.ts';
import { createRecorder, type Recorder } from '../../trace/record/record.ts';
import { summarise, type Summary } from '../../trace/analyse/summarise.ts';
import type { RungName } from '../../trace/ladder.ts';
import type { Trace } from '../../trace/trace.ts';
import { WorkError } from '../../command/options.ts';
import { checkOrder, pokemonUrls } from './pokemon.ts';
import type { Rung } from './rungs.ts';

/** The result of one rung. */
export interface RaceRun extends Summary {
  readonly name: RungName;
  /** The least time by the latency model; null if there is no model. */
  readonly idealSeconds: number | null;
  readonly trace: Trace;
}

/**
 * Makes one request of each kind, unrecorded, so that work which a program does
 * only once (compiling, starting the thread of the blocking call) does not count
 * in any rung's time.
 */
export async function warmUp(rungs: readonly Rung[], lab: Lab): Promise<void> {
  const urls = pokemonUrls(lab.pokemon, 1);
  for (const { name, agent, work } of rungs) {
    await naming(name, () => withAgent(agent, (pool) => work(urls, pool)));
  }
}

/**
 * Runs one rung, recorded from its first request until its last answer.
 * @throws WorkError that names the rung if an answer is missing or wrong
 */
export async function runRung(
  rung: Rung,
  lab: Lab,
  onStart: (recorder: Recorder) => void = () => undefined,
): Promise<RaceRun> {
  const { name, agent, plan } = rung;
  const urls = pokemonUrls(lab.pokemon, plan.requests);
  const trace = await naming(name, () =>
    withAgent(agent, async (pool) => {
      const recorder = createRecorder();
      try {
        onStart(recorder);
        const numbers = await recorder.run(() => rung.work(urls, pool));
        checkOrder(numbers, plan.requests);
        return await withServerSide(recorder.stop());
      } finally {
        recorder.stop();
      }
    }),
  );
  return { name, ...summarise(trace), idealSeconds: idealOf(rung, lab), trace };
}

function idealOf({ plan }: Rung, { models, scale }: Lab): number | null {
  return models.pokemon
    ? idealSeconds(models.pokemon, { ...plan, scale })
    : null;
}

async function naming<Result>(name: string, run: () => Promise<Result>) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof WorkError)) throw error;
    throw new WorkError(`${name}: ${error.message}`, { cause: error });
  }
}
