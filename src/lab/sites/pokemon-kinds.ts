import { gameKinds, games } from './pokemon-games.ts';
import {
  byId,
  createKind,
  createNamedKind,
  type Kind,
  type Link,
  type Resource,
} from './pokemon-resource.ts';
import { efficacy, lists, moves, pairs } from './pokemon-tables.ts';
import {
  chains,
  describeChain,
  describeSpecies,
  speciesOf,
} from './pokemon-species.ts';
import { moveKinds } from './pokemon-moves.ts';
import { pokedex, stats, typeNames, types, type Pokemon } from './pokedex.ts';

const abilities: readonly Resource[] = [
  ...new Map(
    pokedex
      .flatMap((pokemon) => pokemon.abilities)
      .map(({ id, name }) => [id, { id, name }]),
  ).values(),
].sort((a, b) => a.id - b.id);

const nothing: Resource = { id: 0, name: '' };

/** The lab has no pictures. */
const noSprites = {
  back_default: null,
  back_female: null,
  back_shiny: null,
  back_shiny_female: null,
  front_default: null,
  front_female: null,
  front_shiny: null,
  front_shiny_female: null,
};

function describePokemon(pokemon: Pokemon, link: Link) {
  const { id } = pokemon;
  const own = speciesOf(pokemon);
  return {
    abilities: pokemon.abilities.map((ability) => ({
      ability: link('ability', ability),
      is_hidden: ability.slot === 3,
      slot: ability.slot,
    })),
    base_experience: own?.baseExperience ?? null,
    cries: { latest: null, legacy: null },
    forms: [link('pokemon-form', pokemon)],
    game_indices: [],
    height: pokemon.heightDecimetres,
    held_items: [],
    id,
    is_default: true,
    location_area_encounters: `${link('pokemon', pokemon).url}encounters`,
    moves: [],
    name: pokemon.name,
    order: id,
    past_abilities: [],
    past_stats: [],
    past_types: [],
    species: link('pokemon-species', pokemon),
    sprites: noSprites,
    stats: pokemon.baseStats.map((base_stat, index) => ({
      base_stat,
      effort: own?.efforts[index] ?? 0,
      stat: link('stat', stats[index] ?? nothing),
    })),
    types: describeTypes(pokemon, link),
    weight: pokemon.weightHectograms,
  };
}

function describeTypes(pokemon: Pokemon, link: Link) {
  return pokemon.types.map((name, index) => ({
    slot: index + 1,
    type: link('type', types[typeNames.indexOf(name)] ?? nothing),
  }));
}

function describeForm(pokemon: Pokemon, link: Link) {
  return {
    id: pokemon.id,
    name: pokemon.name,
    form_name: '',
    form_names: [],
    form_order: 1,
    is_battle_only: false,
    is_default: true,
    is_mega: false,
    names: [],
    order: pokemon.id,
    pokemon: link('pokemon', pokemon),
    sprites: noSprites,
    types: describeTypes(pokemon, link),
    version_group: link('version-group', games.versionGroup),
  };
}

function describeType({ id, name }: Resource, link: Link) {
  const pokemon = pokedex
    .filter(({ types }) => types.includes(name))
    .map((one) => ({
      pokemon: link('pokemon', one),
      slot: one.types.indexOf(name) + 1,
    }));
  return {
    damage_relations: describeDamage(id, link),
    game_indices: [],
    generation: generationOf(pairs.generationByType, id, link),
    move_damage_class: damageClassOf(pairs.classByType, id, link),
    moves: moves
      .filter(({ typeId }) => typeId === id)
      .map((move) => link('move', move)),
    past_damage_relations: [],
    pokemon,
    sprites: {},
  };
}

type Pairs = ReadonlyMap<number, number>;

function generationOf(generations: Pairs, id: number, link: Link) {
  const generation = byId(lists.generations, generations.get(id) ?? 0);
  return link('generation', generation);
}

function damageClassOf(classes: Pairs, id: number, link: Link) {
  const number = classes.get(id) ?? 0;
  if (number === 0) return null;
  return link('move-damage-class', byId(lists.damageClasses, number));
}

/** Which types are struck twice as hard, half as hard or not at all, and strike so. */
function describeDamage(id: number, link: Link) {
  const to = (percent: number) =>
    types.filter((other) => efficacy[id - 1]?.[other.id - 1] === percent);
  const from = (percent: number) =>
    types.filter((other) => efficacy[other.id - 1]?.[id - 1] === percent);
  const links = (found: readonly Resource[]) =>
    found.map((one) => link('type', one));
  return {
    double_damage_from: links(from(200)),
    double_damage_to: links(to(200)),
    half_damage_from: links(from(50)),
    half_damage_to: links(to(50)),
    no_damage_from: links(from(0)),
    no_damage_to: links(to(0)),
  };
}

function describeAbility({ id }: Resource, link: Link) {
  const pokemon = pokedex.flatMap((one) =>
    one.abilities
      .filter((ability) => ability.id === id)
      .map(({ slot }) => ({
        is_hidden: slot === 3,
        pokemon: link('pokemon', one),
        slot,
      })),
  );
  return {
    effect_changes: [],
    effect_entries: [],
    flavor_text_entries: [],
    generation: generationOf(pairs.generationByAbility, id, link),
    is_main_series: true,
    pokemon,
  };
}

function describeStat({ id }: Resource, link: Link) {
  return {
    affecting_items: [],
    affecting_moves: { decrease: [], increase: [] },
    affecting_natures: { decrease: [], increase: [] },
    characteristics: [],
    game_index: pairs.indexByStat.get(id),
    is_battle_only: false,
    move_damage_class: damageClassOf(pairs.classByStat, id, link),
  };
}

/** By the names that they have in paths, in alphabetical order: these are all. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  [
    ...gameKinds,
    ...moveKinds,
    ['ability', createNamedKind(abilities, describeAbility)] as const,
    ['evolution-chain', createKind(chains, describeChain)] as const,
    ['pokemon', createKind(pokedex, describePokemon)] as const,
    ['pokemon-form', createKind(pokedex, describeForm)] as const,
    ['pokemon-species', createKind(pokedex, describeSpecies)] as const,
    ['stat', createNamedKind(stats, describeStat)] as const,
    ['type', createNamedKind(types, describeType)] as const,
  ].toSorted(([one], [other]) => (one < other ? -1 : 1)),
);
