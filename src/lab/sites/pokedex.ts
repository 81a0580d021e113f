import { pokemonData } from '../data/pokemon-data.ts';
import type { Resource } from './pokemon-resource.ts';

export interface Pokemon {
  readonly id: number;
  readonly name: string;
  readonly heightDecimetres: number;
  readonly weightHectograms: number;
  readonly types: readonly string[];
  /** In the order of `statNames`. */
  readonly baseStats: readonly number[];
  readonly abilities: readonly Ability[];
}

interface Ability {
  readonly id: number;
  readonly name: string;
  /** 1, 2, or 3 for the hidden one. */
  readonly slot: number;
}

/** The real API's order; a name's number is its place, from 1. */
export const statNames = [
  'hp',
  'attack',
  'defense',
  'special-attack',
  'special-defense',
  'speed',
];

/** The real API's order; a name's number is its place, from 1. */
export const typeNames = (
  'normal fighting flying poison ground rock bug ghost steel fire water ' +
  'grass electric psychic ice dragon dark fairy'
).split(' ');

function parsePokemon(line: string): Pokemon {
  const [
    id,
    name = '',
    height,
    weight,
    types = '',
    stats = '',
    abilities = '',
  ] = line.split(' ');
  return {
    id: Number(id),
    name,
    heightDecimetres: Number(height),
    weightHectograms: Number(weight),
    types: types.split(','),
    baseStats: stats.split(',').map(Number),
    abilities: abilities.split(',').flatMap(parseAbility),
  };
}

function parseAbility(text: string, index: number): Ability[] {
  const [name = '', id] = text.split(':');
  return name === '' ? [] : [{ id: Number(id), name, slot: index + 1 }];
}

const numbered = (names: readonly string[]): Resource[] =>
  names.map((name, index) => ({ id: index + 1, name }));

export const stats = numbered(statNames);
export const types = numbered(typeNames);

/** The first 151, by number. */
export const pokedex: readonly Pokemon[] = pokemonData
  .trim()
  .split('\n')
  .map(parsePokemon);
