import {
  efficacyData,
  listData,
  moveData,
  speciesData,
} from '../data/pokemon-tables-data.ts';
import type { Resource } from './pokemon-resource.ts';

/** How a species came from another. */
export interface Evolution {
  readonly fromId: number;
  readonly triggerId: number;
  readonly level: number | null;
  readonly itemId: number | null;
  readonly happiness: number | null;
}

/** What the API says of a species besides what stands in the Pokédex. */
export interface Species {
  readonly id: number;
  readonly baseExperience: number;
  /** In the order of `statNames`. */
  readonly efforts: readonly number[];
  readonly colorId: number;
  readonly shapeId: number;
  readonly habitatId: number;
  readonly growthRateId: number;
  readonly eggGroupIds: readonly number[];
  /** How many of eight are female; -1 without a gender. */
  readonly genderRate: number;
  readonly captureRate: number;
  readonly baseHappiness: number;
  readonly hatchCounter: number;
  readonly differsByGender: boolean;
  readonly isLegendary: boolean;
  readonly isMythical: boolean;
  readonly order: number;
  readonly chainId: number;
  /** Undefined if it does not come from another of the first 151. */
  readonly evolution: Evolution | undefined;
  readonly englishName: string;
  readonly genus: string;
}

const numbersIn = (text: string) => text.split(',').map(Number);
const numberOrNull = (text = '') => (text === '' ? null : Number(text));

function parseEvolution(text: string): Evolution | undefined {
  if (text === '-') return undefined;
  const [fromId, triggerId, level, itemId, happiness] = text.split(':');
  return {
    fromId: Number(fromId),
    triggerId: Number(triggerId),
    level: numberOrNull(level),
    itemId: numberOrNull(itemId),
    happiness: numberOrNull(happiness),
  };
}

function parseSpecies(line: string): Species {
  const values = line.split(' ');
  const text = (index: number) => values[index] ?? '';
  const number = (index: number) => Number(text(index));
  const words = (index: number) => text(index).replaceAll('_', ' ');
  const isFlag = (index: number) => text(12)[index] === '1';
  return {
    id: number(0),
    baseExperience: number(1),
    efforts: numbersIn(text(2)),
    colorId: number(3),
    shapeId: number(4),
    habitatId: number(5),
    growthRateId: number(6),
    eggGroupIds: numbersIn(text(7)),
    genderRate: number(8),
    captureRate: number(9),
    baseHappiness: number(10),
    hatchCounter: number(11),
    differsByGender: isFlag(0),
    isLegendary: isFlag(1),
    isMythical: isFlag(2),
    order: number(13),
    chainId: number(14),
    evolution: parseEvolution(text(15)),
    englishName: words(16),
    genus: words(17),
  };
}

/** The first 151, by number. */
export const species: readonly Species[] = speciesData
  .trim()
  .split('\n')
  .map(parseSpecies);

function parseList(text: string): Resource[] {
  return text.split(' ').map((entry) => {
    const [id, name = ''] = entry.split(':');
    return { id: Number(id), name };
  });
}

/** The lists that species refer to. */
export const lists = {
  colors: parseList(listData.colors),
  shapes: parseList(listData.shapes),
  habitats: parseList(listData.habitats),
  growthRates: parseList(listData.growthRates),
  eggGroups: parseList(listData.eggGroups),
  genders: parseList(listData.genders),
  triggers: parseList(listData.triggers),
  items: parseList(listData.items),
  regions: parseList(listData.regions),
  generations: parseList(listData.generations),
  targets: parseList(listData.targets),
  damageClasses: parseList(listData.damageClasses),
};

function parsePairs(text: string): ReadonlyMap<number, number> {
  return new Map(parseList(text).map(({ id, name }) => [id, Number(name)]));
}

/** What belongs to what, by number; 0 where nothing does. */
export const pairs = {
  regionByGeneration: parsePairs(listData.regionByGeneration),
  generationByAbility: parsePairs(listData.generationByAbility),
  generationByType: parsePairs(listData.generationByType),
  classByType: parsePairs(listData.classByType),
  classByStat: parsePairs(listData.classByStat),
  indexByStat: parsePairs(listData.indexByStat),
};

/** A move of the first games. */
export interface Move extends Resource {
  readonly typeId: number;
  readonly power: number | null;
  readonly points: number;
  readonly accuracy: number | null;
  readonly priority: number;
  readonly targetId: number;
  readonly damageClassId: number;
  readonly effectChance: number | null;
}

function parseMove(line: string): Move {
  const values = line.split(' ');
  const number = (index: number) => Number(values[index]);
  return {
    id: number(0),
    name: values[1] ?? '',
    typeId: number(2),
    power: numberOrNull(values[3]),
    points: number(4),
    accuracy: numberOrNull(values[5]),
    priority: number(6),
    targetId: number(7),
    damageClassId: number(8),
    effectChance: numberOrNull(values[9]),
  };
}

export const moves: readonly Move[] = moveData
  .trim()
  .split('\n')
  .map(parseMove);

/** Damage in per cent, by the number of the type that strikes and of the struck. */
export const efficacy: readonly (readonly number[])[] = efficacyData
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number));
