import { pokedex, statNames, typeNames, type Pokemon } from './pokedex.ts';

/** Anything in the API that has its own page. */
interface Resource {
  readonly id: number;
  readonly name: string;
}

/** One of the API's collections. */
export interface Kind {
  readonly items: readonly Resource[];
  /** Gives an item's page, by its number or its name. */
  describe(key: string, link: Link): object | undefined;
}

/** Makes a link to another page. */
export type Link = (
  kind: string,
  resource: Resource,
) => { readonly name: string; readonly url: string };

function createKind<Item extends Resource>(
  items: readonly Item[],
  describeItem: (item: Item, link: Link) => object,
): Kind {
  return {
    items,
    describe(key, link) {
      const isMeant = ({ id, name }: Item) => name === key || `${id}` === key;
      const item = items.find(isMeant);
      return item && describeItem(item, link);
    },
  };
}

const numbered = (names: readonly string[]): Resource[] =>
  names.map((name, index) => ({ id: index + 1, name }));

const types = numbered(typeNames);
const stats = numbered(statNames);

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
  return {
    abilities: pokemon.abilities.map((ability) => ({
      ability: link('ability', ability),
      is_hidden: ability.slot === 3,
      slot: ability.slot,
    })),
    base_experience: null,
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
    past_types: [],
    species: link('pokemon-species', pokemon),
    sprites: noSprites,
    stats: pokemon.baseStats.map((base_stat, index) => ({
      base_stat,
      effort: 0,
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

function describeSpecies(pokemon: Pokemon, link: Link) {
  const { id, name } = pokemon;
  const varieties = [{ is_default: true, pokemon: link('pokemon', pokemon) }];
  return { id, name, order: id, varieties };
}

function describeForm(pokemon: Pokemon, link: Link) {
  return {
    id: pokemon.id,
    name: pokemon.name,
    order: pokemon.id,
    is_default: true,
    pokemon: link('pokemon', pokemon),
    types: describeTypes(pokemon, link),
  };
}

function describeType({ id, name }: Resource, link: Link) {
  const pokemon = pokedex
    .filter(({ types }) => types.includes(name))
    .map((one) => ({
      pokemon: link('pokemon', one),
      slot: one.types.indexOf(name) + 1,
    }));
  return { id, name, pokemon };
}

function describeAbility({ id, name }: Resource, link: Link) {
  const pokemon = pokedex.flatMap((one) =>
    one.abilities
      .filter((ability) => ability.id === id)
      .map(({ slot }) => ({
        is_hidden: slot === 3,
        pokemon: link('pokemon', one),
        slot,
      })),
  );
  return { id, name, is_main_series: true, pokemon };
}

function describeStat({ id, name }: Resource) {
  return { id, name, game_index: id, is_battle_only: false };
}

/** By the names that they have in paths; no other name exists. */
export const kinds: ReadonlyMap<string, Kind> = new Map([
  ['ability', createKind(abilities, describeAbility)],
  ['pokemon', createKind(pokedex, describePokemon)],
  ['pokemon-form', createKind(pokedex, describeForm)],
  ['pokemon-species', createKind(pokedex, describeSpecies)],
  ['stat', createKind(stats, describeStat)],
  ['type', createKind(types, describeType)],
]);
