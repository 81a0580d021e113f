import {
  byId,
  inEnglish,
  type Link,
  type Resource,
} from './pokemon-resource.ts';
import { lists, species, type Species } from './pokemon-tables.ts';
import { games } from './pokemon-games.ts';
import { pokedex, type Pokemon } from './pokedex.ts';

export const speciesOf = ({ id }: Resource): Species | undefined =>
  species[id - 1];

/** Everything that the real API says of a species; what the lab lacks is empty. */
export function describeSpecies(pokemon: Pokemon, link: Link) {
  const { id, name } = pokemon;
  const own = speciesOf(pokemon);
  if (!own) return { id, name };
  const from = own.evolution && byId(pokedex, own.evolution.fromId);
  return {
    id,
    name,
    base_happiness: own.baseHappiness,
    capture_rate: own.captureRate,
    color: link('pokemon-color', byId(lists.colors, own.colorId)),
    egg_groups: own.eggGroupIds.map((group) =>
      link('egg-group', byId(lists.eggGroups, group)),
    ),
    evolution_chain: urlOf(link, own.chainId),
    evolves_from_species: from ? link('pokemon-species', from) : null,
    flavor_text_entries: [],
    form_descriptions: [],
    forms_switchable: false,
    gender_rate: own.genderRate,
    genera: inEnglish('genus', own.genus, link),
    generation: link('generation', games.generation),
    growth_rate: link('growth-rate', byId(lists.growthRates, own.growthRateId)),
    habitat: link('pokemon-habitat', byId(lists.habitats, own.habitatId)),
    has_gender_differences: own.differsByGender,
    hatch_counter: own.hatchCounter,
    is_baby: false,
    is_legendary: own.isLegendary,
    is_mythical: own.isMythical,
    names: inEnglish('name', own.englishName, link),
    order: own.order,
    pal_park_encounters: [],
    pokedex_numbers: games.pokedexes.map((one) => ({
      entry_number: id,
      pokedex: link('pokedex', one),
    })),
    shape: link('pokemon-shape', byId(lists.shapes, own.shapeId)),
    varieties: [{ is_default: true, pokemon: link('pokemon', pokemon) }],
  };
}

function urlOf(link: Link, id: number) {
  const { url } = link('evolution-chain', { id, name: '' });
  return { url };
}

/** One for each number, in order. */
export const chains: readonly Resource[] = [
  ...new Set(species.map(({ chainId }) => chainId)),
]
  .sort((a, b) => a - b)
  .map((id) => ({ id, name: '' }));

/** Which species of a family evolve into which, among the first 151. */
export function describeChain({ id }: Resource, link: Link) {
  const family = species.filter(({ chainId }) => chainId === id);
  const first = family.find(({ evolution }) => !evolution);
  const chain = first && describeLink(first, family, link);
  return { id, baby_trigger_item: null, chain };
}

function describeLink(
  one: Species,
  family: readonly Species[],
  link: Link,
): object {
  const next = family.filter(({ evolution }) => evolution?.fromId === one.id);
  return {
    evolution_details: describeEvolution(one, link),
    evolves_to: next.map((each) => describeLink(each, family, link)),
    is_baby: false,
    species: link('pokemon-species', byId(pokedex, one.id)),
  };
}

const noDetails = {
  base_form_id: null,
  gender: null,
  held_item: null,
  known_move: null,
  known_move_type: null,
  location: null,
  min_affection: null,
  min_beauty: null,
  min_damage_taken: null,
  min_move_count: null,
  min_steps: null,
  needs_multiplayer: false,
  needs_overworld_rain: false,
  party_species: null,
  party_type: null,
  region_id: null,
  relative_physical_stats: null,
  time_of_day: '',
  trade_species: null,
  turn_upside_down: false,
  used_move: null,
};

function describeEvolution({ evolution }: Species, link: Link) {
  if (!evolution) return [];
  const { triggerId, level, itemId, happiness } = evolution;
  return [
    {
      ...noDetails,
      item: itemId === null ? null : link('item', byId(lists.items, itemId)),
      min_happiness: happiness,
      min_level: level,
      trigger: link('evolution-trigger', byId(lists.triggers, triggerId)),
    },
  ];
}
