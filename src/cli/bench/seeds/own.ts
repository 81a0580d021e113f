import { withAgent } from '../../../client/with-agent.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { RungName } from '../../../trace/ladder.ts';
import { checkOrder, pokemonUrls } from '../../race/pokemon.ts';
import { createRungs } from '../../race/rungs.ts';
import { loadScrapeProgram } from '../../scrape/program.ts';

/** Does the work of a talk's program in this process, unrecorded. */
export type OwnProgram = (lab: Lab, count: number) => Promise<void>;

/** Asks for Pokémon as a rung of the race does; `bound` is for the bounded one. */
export function askOwn(name: RungName, bound = 20): OwnProgram {
  return async (lab, count) => {
    const rung = createRungs(count, bound).find((one) => one.name === name);
    if (!rung) throw new RangeError(`The race has no rung "${name}".`);
    const urls = pokemonUrls(lab.pokemon, count);
    const numbers = await withAgent(rung.agent, (pool) =>
      rung.work(urls, pool),
    );
    checkOrder(numbers, count);
  };
}

/** Reads the conference with lesson 05's program. */
export function scrapeOwn(atOnce: boolean): OwnProgram {
  return async (lab) => {
    const { scrape } = await loadScrapeProgram();
    await scrape(lab.conference, atOnce);
  };
}
