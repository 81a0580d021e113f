import { pokedex, types } from './pokedex.ts';
import {
  byId,
  createKind,
  createNamedKind,
  english,
  inEnglish,
  type Kind,
  type Link,
  type Resource,
} from './pokemon-resource.ts';
import {
  lists,
  moves,
  pairs,
  species,
  type Species,
} from './pokemon-tables.ts';

/** Where and in which games there are the first 151. */
export const games = {
  generation: { id: 1, name: 'generation-i' },
  region: { id: 1, name: 'kanto' },
  versionGroup: { id: 1, name: 'red-blue' },
  versions: [
    { id: 1, name: 'red' },
    { id: 2, name: 'blue' },
  ],
  pokedexes: [
    { id: 1, name: 'national' },
    { id: 2, name: 'kanto' },
  ],
} as const satisfies Record<string, Resource | readonly Resource[]>;

const speciesLinks = (link: Link, isMeant: (one: Species) => boolean) =>
  species
    .filter(isMeant)
    .flatMap(({ id }) => pokedex[id - 1] ?? [])
    .map((one) => link('pokemon-species', one));

/** A list whose pages say which species belong to each of its entries. */
function groupKind(
  items: readonly Resource[],
  isMember: (one: Species, id: number) => boolean,
  more: object = {},
): Kind {
  return createNamedKind(items, ({ id }, link) => ({
    pokemon_species: speciesLinks(link, (one) => isMember(one, id)),
    ...more,
  }));
}

function describeGender({ id, name }: Resource, link: Link) {
  // In the API's order: female, male, genderless.
  const belongs = ({ genderRate: rate }: Species) =>
    [rate > 0, rate >= 0 && rate < 8, rate === -1][id - 1] ?? false;
  const members = species.filter(belongs);
  return {
    id,
    name,
    pokemon_species_details: members.map((one) => ({
      rate: one.genderRate,
      pokemon_species: link('pokemon-species', {
        id: one.id,
        name: pokedex[one.id - 1]?.name ?? '',
      }),
    })),
    required_for_evolution: [],
  };
}

function describeGeneration({ id, name }: Resource, link: Link) {
  const isFirst = id === games.generation.id;
  const regionId = pairs.regionByGeneration.get(id) ?? 0;
  return {
    id,
    name,
    abilities: [],
    main_region: link('region', byId(lists.regions, regionId)),
    moves: isFirst ? moves.map((move) => link('move', move)) : [],
    names: inEnglish('name', nameOf(name), link),
    pokemon_species: speciesLinks(link, () => isFirst),
    types: types
      .filter((type) => pairs.generationByType.get(type.id) === id)
      .map((type) => link('type', type)),
    version_groups: isFirst ? [link('version-group', games.versionGroup)] : [],
  };
}

/** `generation-iv` is `Generation IV` to a person. */
function nameOf(name: string): string {
  const [, numeral = ''] = name.split('-');
  return `Generation ${numeral.toUpperCase()}`;
}

function describePokedex({ name }: Resource, link: Link) {
  return {
    descriptions: [],
    is_main_series: true,
    pokemon_entries: pokedex.map((one) => ({
      entry_number: one.id,
      pokemon_species: link('pokemon-species', one),
    })),
    region: name === 'kanto' ? link('region', games.region) : null,
    version_groups:
      name === 'kanto' ? [link('version-group', games.versionGroup)] : [],
  };
}

function describeRegion({ id }: Resource, link: Link) {
  const [generationId] =
    [...pairs.regionByGeneration].find(([, region]) => region === id) ?? [];
  const isFirst = id === games.region.id;
  return {
    locations: [],
    main_generation:
      generationId === undefined
        ? null
        : link('generation', byId(lists.generations, generationId)),
    pokedexes: isFirst ? [link('pokedex', games.pokedexes[1])] : [],
    version_groups: isFirst ? [link('version-group', games.versionGroup)] : [],
  };
}

function describeVersionGroup({ id, name }: Resource, link: Link) {
  return {
    id,
    name,
    generation: link('generation', games.generation),
    move_learn_methods: [],
    order: 3,
    pokedexes: games.pokedexes.slice(1).map((one) => link('pokedex', one)),
    regions: [link('region', games.region)],
    versions: games.versions.map((one) => link('version', one)),
  };
}

/** The stones that make some of them evolve. */
function describeItem(_: Resource, link: Link) {
  return {
    attributes: [],
    baby_trigger_for: null,
    category: link('item-category', evolutionItems),
    cost: 3000,
    effect_entries: [],
    flavor_text_entries: [],
    fling_effect: null,
    fling_power: 30,
    game_indices: [],
    held_by_pokemon: [],
    machines: [],
    sprites: { default: null },
  };
}

const evolutionItems = { id: 10, name: 'evolution' };
const miscPocket = { id: 1, name: 'misc' };

/** What species refer to, by the names that they have in paths. */
export const gameKinds: readonly (readonly [string, Kind])[] = [
  [
    'egg-group',
    groupKind(lists.eggGroups, (one, id) => one.eggGroupIds.includes(id)),
  ],
  [
    'evolution-trigger',
    groupKind(lists.triggers, (one, id) => one.evolution?.triggerId === id),
  ],
  ['gender', createKind(lists.genders, describeGender)],
  ['generation', createKind(lists.generations, describeGeneration)],
  [
    'growth-rate',
    groupKind(lists.growthRates, (one, id) => one.growthRateId === id, {
      // The real API has no names here.
      names: undefined,
      descriptions: [],
      formula: '',
      levels: [],
    }),
  ],
  ['item', createNamedKind(lists.items, describeItem)],
  [
    'item-category',
    createNamedKind([evolutionItems], (_, link) => ({
      items: lists.items.map((item) => link('item', item)),
      pocket: link('item-pocket', miscPocket),
    })),
  ],
  [
    'item-pocket',
    createNamedKind([miscPocket], (_, link) => ({
      categories: [link('item-category', evolutionItems)],
    })),
  ],
  [
    'language',
    createKind([english], ({ id, name }, link) => ({
      id,
      name,
      iso639: 'en',
      iso3166: 'us',
      names: inEnglish('name', 'English', link),
      official: true,
    })),
  ],
  ['pokedex', createNamedKind(games.pokedexes, describePokedex)],
  ['pokemon-color', groupKind(lists.colors, (one, id) => one.colorId === id)],
  [
    'pokemon-habitat',
    groupKind(lists.habitats, (one, id) => one.habitatId === id),
  ],
  [
    'pokemon-shape',
    groupKind(lists.shapes, (one, id) => one.shapeId === id, {
      awesome_names: [],
    }),
  ],
  ['region', createNamedKind(lists.regions, describeRegion)],
  [
    'version',
    createNamedKind(games.versions, (_, link) => ({
      version_group: link('version-group', games.versionGroup),
    })),
  ],
  ['version-group', createKind([games.versionGroup], describeVersionGroup)],
];
