/**
 * Makes `pokemon-tables-data.ts` in this folder; README.md in this folder says
 * when and how. Takes the folder `data/v2/csv` of the PokéAPI's repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const lastNumber = 151;
const english = '9';
const [folder = ''] = process.argv.slice(2);

type Row = Readonly<Record<string, string>>;

/** The rows of a table; none of the columns read here holds a quoted comma. */
function rowsOf(table: string): Row[] {
  const text = readFileSync(join(folder, `${table}.csv`), 'utf8');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(
      names.map((name, index) => [name, values[index] ?? '']),
    );
  });
}

const isEarly = (id = '') => Number(id) >= 1 && Number(id) <= lastNumber;

function groupBy(rows: readonly Row[], column: string): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => row[column] ?? '');
}

const pokemon = new Map(rowsOf('pokemon').map((row) => [row['id'], row]));
const efforts = groupBy(rowsOf('pokemon_stats'), 'pokemon_id');
const eggGroups = groupBy(rowsOf('pokemon_egg_groups'), 'species_id');
const names = groupBy(rowsOf('pokemon_species_names'), 'pokemon_species_id');
// The first of each is that of the first games.
const evolutions = groupBy(rowsOf('pokemon_evolution'), 'evolved_species_id');

function speciesLine(row: Row): string {
  const { id = '', evolves_from_species_id: from } = row;
  const own = pokemon.get(id);
  const name = names
    .get(id)
    ?.find(({ local_language_id }) => local_language_id === english);
  const evolution = isEarly(from) ? evolutions.get(id)?.[0] : undefined;
  return [
    id,
    own?.['base_experience'],
    (efforts.get(id) ?? []).map(({ effort }) => effort).join(),
    row['color_id'],
    row['shape_id'],
    row['habitat_id'],
    row['growth_rate_id'],
    (eggGroups.get(id) ?? []).map(({ egg_group_id }) => egg_group_id).join(),
    row['gender_rate'],
    row['capture_rate'],
    row['base_happiness'],
    row['hatch_counter'],
    ['has_gender_differences', 'is_legendary', 'is_mythical']
      .map((column) => row[column])
      .join(''),
    row['order'],
    row['evolution_chain_id'],
    evolution
      ? [
          from,
          evolution['evolution_trigger_id'],
          evolution['minimum_level'],
          evolution['trigger_item_id'],
          evolution['minimum_happiness'],
        ].join(':')
      : '-',
    name?.['name']?.replaceAll(' ', '_'),
    name?.['genus']?.replaceAll(' ', '_'),
  ].join(' ');
}

const species = rowsOf('pokemon_species')
  .filter(({ id }) => isEarly(id))
  .map(speciesLine);
const items = new Set(
  species.map((line) => line.split(' ')[15]?.split(':')[3]),
);

function listOf(table: string): string {
  const rows = rowsOf(table).filter(({ id = '' }) => /^\d{1,4}$/.test(id));
  return rows.map(({ id, identifier }) => `${id}:${identifier}`).join(' ');
}

function pairsOf(
  table: string,
  column: string,
  isWanted: (row: Row) => boolean,
) {
  const rows = rowsOf(table).filter(isWanted);
  return rows.map((row) => `${row['id']}:${row[column]}`).join(' ');
}

const moveColumns = [
  ...['id', 'identifier', 'type_id', 'power', 'pp', 'accuracy', 'priority'],
  ...['target_id', 'damage_class_id', 'effect_chance'],
];
const moves = rowsOf('moves')
  .filter(({ generation_id }) => generation_id === '1')
  .map((row) => moveColumns.map((column) => row[column]).join(' '));

const kept = rowsOf('items').filter(({ id }) => items.has(id));
const early = ({ damage_type_id, target_type_id }: Row) =>
  Number(damage_type_id) <= 18 && Number(target_type_id) <= 18;
const efficacy = rowsOf('type_efficacy').filter(early);
const factors = Map.groupBy(efficacy, (row) => row['damage_type_id'] ?? '');

writeFileSync(
  new URL('./pokemon-tables-data.ts', import.meta.url),
  `/**
 * Made by make-pokemon-tables.ts from the PokéAPI's tables (BSD licence); see
 * README.md. A line is: number, base experience, effort by stat, colour, shape,
 * habitat, growth rate, egg groups, females in eighths, capture rate, base
 * happiness, hatch counter, flags (differs by gender, legendary, mythical),
 * order, evolution chain, evolution (from, trigger, level, item, happiness),
 * English name, genus.
 */
export const speciesData = \`
${species.join('\n')}
\`;

/** Numbers with their names. */
export const listData = {
  colors: '${listOf('pokemon_colors')}',
  shapes: '${listOf('pokemon_shapes')}',
  habitats: '${listOf('pokemon_habitats')}',
  growthRates: '${listOf('growth_rates')}',
  eggGroups: '${listOf('egg_groups')}',
  genders: '${listOf('genders')}',
  triggers: '${listOf('evolution_triggers')}',
  regions: '${listOf('regions')}',
  generations: '${listOf('generations')}',
  targets: '${listOf('move_targets')}',
  damageClasses: '${listOf('move_damage_classes')}',
  /** The region of each generation. */
  regionByGeneration: '${pairsOf('generations', 'main_region_id', () => true)}',
  /** In which generation each ability came. */
  generationByAbility: '${pairsOf('abilities', 'generation_id', ({ id }) => Number(id) < 400)}',
  generationByType: '${pairsOf('types', 'generation_id', ({ id }) => Number(id) <= 18)}',
  classByType: '${pairsOf('types', 'damage_class_id', ({ id }) => Number(id) <= 18)}',
  classByStat: '${pairsOf('stats', 'damage_class_id', ({ id }) => Number(id) <= 6)}',
  indexByStat: '${pairsOf('stats', 'game_index', ({ id }) => Number(id) <= 6)}',
  items: '${kept.map(({ id, identifier }) => `${id}:${identifier}`).join(' ')}',
};

/**
 * The moves of the first games. A line is: number, name, type, power, points,
 * accuracy, priority, target, damage class, chance of an effect.
 */
export const moveData = \`
${moves.join('\n')}
\`;

/** Damage in per cent: a line for each type that strikes, a number for each struck. */
export const efficacyData = \`
${[...factors.values()].map((rows) => rows.map((row) => row['damage_factor']).join(' ')).join('\n')}
\`;
`,
);
