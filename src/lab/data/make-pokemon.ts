/**
 * Makes `pokemon-data.ts` beside this file; README.md in this folder says
 * when and how. Takes the folder of the package pokemon-showdown.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface PokedexEntry {
  readonly num: number;
  readonly name: string;
  readonly forme?: string;
  readonly types: readonly string[];
  readonly baseStats: Readonly<Record<string, number>>;
  readonly abilities: Readonly<Record<string, string>>;
  readonly heightm: number;
  readonly weightkg: number;
}

interface AbilityEntry {
  readonly num: number;
  readonly name: string;
}

const lastNumber = 151;
const statKeys = ['hp', 'atk', 'def', 'spa', 'spd', 'spe'];
/** Where the real API puts an ability: the hidden one is always third. */
const abilitySlots = ['0', '1', 'H'];

/** `Mr. Mime` is `mr-mime` to the real API, `Farfetch’d` is `farfetchd`. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z\d -]/g, '')
    .replaceAll(' ', '-');
}

function rowOf(entry: PokedexEntry, abilityIds: Map<string, number>): string {
  const abilities = abilitySlots.map((slot) => {
    const name = entry.abilities[slot];
    return name ? `${slugOf(name)}:${abilityIds.get(name) ?? '?'}` : '';
  });
  return [
    entry.num,
    slugOf(entry.name),
    // The real API counts in decimetres and hectograms.
    Math.round(entry.heightm * 10),
    Math.round(entry.weightkg * 10),
    entry.types.map(slugOf).join(),
    statKeys.map((key) => entry.baseStats[key]).join(),
    abilities.join(),
  ].join(' ');
}

const [folder = ''] = process.argv.slice(2);
const load = createRequire(import.meta.url);
const { Pokedex } = load(join(folder, 'dist/data/pokedex.js')) as {
  Pokedex: Record<string, PokedexEntry>;
};
const { Abilities } = load(join(folder, 'dist/data/abilities.js')) as {
  Abilities: Record<string, AbilityEntry>;
};
const { version } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8'),
) as { version: string };

const abilityIds = new Map(
  Object.values(Abilities).map(({ name, num }) => [name, num]),
);
const rows = Object.values(Pokedex)
  .filter(({ num, forme }) => num >= 1 && num <= lastNumber && !forme)
  .sort((a, b) => a.num - b.num)
  .map((entry) => rowOf(entry, abilityIds));

writeFileSync(
  new URL('./pokemon-data.ts', import.meta.url),
  `/**
 * Made by make-pokemon.ts from pokemon-showdown ${version} (MIT licence); see
 * README.md. A line is: number, name, height in decimetres, weight in
 * hectograms, types, base stats (HP, attack, defence, special attack, special
 * defence, speed), abilities with their numbers (first, second, hidden).
 */
export const pokemonData = \`
${rows.join('\n')}
\`;
`,
);
