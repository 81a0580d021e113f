import { pokedex } from '../../lab/sites/pokedex.ts';

/**
 * Different numbers of Pokémon in no obvious order. They differ for each seed, so
 * that no written-down list passes.
 */
export function idsFor(seed: number, count: number): number[] {
  const all = pokedex.map(({ id }) => id);
  // 151 is prime, so multiplying gives each number once.
  return all.map((id) => ((id * (seed + 2)) % 151) + 1).slice(0, count);
}

export function nameOf(id: number): string {
  return pokedex[id - 1]?.name ?? '';
}

/** The path of a Pokémon in the lab's API. */
export function pathOf(id: number): string {
  return `/api/v2/pokemon/${id}`;
}
