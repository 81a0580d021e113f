import { pokedex } from '../../lab/sites/pokedex.ts';

/**
 * Numbers of Pokémon, in no order and each once: others for each seed, so that
 * no list that is written down passes.
 */
export function idsFor(seed: number, count: number): number[] {
  const all = pokedex.map(({ id }) => id);
  // Multiplied by what shares no factor with 151, each comes up once.
  return all.map((id) => ((id * (seed + 2)) % 151) + 1).slice(0, count);
}

export function nameOf(id: number): string {
  return pokedex[id - 1]?.name ?? '';
}

/** The path at which the lab has it. */
export function pathOf(id: number): string {
  return `/api/v2/pokemon/${id}`;
}
