import {
  byId,
  createNamedKind,
  type Kind,
  type Link,
  type Resource,
} from './pokemon-resource.ts';
import { lists, moves, type Move } from './pokemon-tables.ts';
import { games } from './pokemon-games.ts';
import { types } from './pokedex.ts';

function describeMove(move: Move, link: Link) {
  return {
    accuracy: move.accuracy,
    contest_combos: null,
    contest_effect: null,
    contest_type: null,
    damage_class: link(
      'move-damage-class',
      byId(lists.damageClasses, move.damageClassId),
    ),
    effect_chance: move.effectChance,
    effect_changes: [],
    effect_entries: [],
    flavor_text_entries: [],
    generation: link('generation', games.generation),
    learned_by_pokemon: [],
    machines: [],
    meta: null,
    past_values: [],
    power: move.power,
    pp: move.points,
    priority: move.priority,
    stat_changes: [],
    super_contest_effect: null,
    target: link('move-target', byId(lists.targets, move.targetId)),
    type: link('type', byId(types, move.typeId)),
  };
}

/** A list whose pages say which moves belong to each of its entries. */
function groupKind(
  items: readonly Resource[],
  isMember: (move: Move, id: number) => boolean,
): Kind {
  return createNamedKind(items, ({ id }, link) => ({
    descriptions: [],
    moves: moves
      .filter((move) => isMember(move, id))
      .map((move) => link('move', move)),
  }));
}

/** The moves of the first games, by the names that they have in paths. */
export const moveKinds: readonly (readonly [string, Kind])[] = [
  ['move', createNamedKind(moves, describeMove)],
  [
    'move-damage-class',
    groupKind(lists.damageClasses, (move, id) => move.damageClassId === id),
  ],
  ['move-target', groupKind(lists.targets, (move, id) => move.targetId === id)],
];
