import {
  byId,
  createKind,
  inEnglish,
  titleOf,
  type Kind,
  type Link,
  type Resource,
} from './pokemon-kind.ts';
import { kin, moves, type Move } from './pokemon-kin.ts';
import { games } from './pokemon-games.ts';
import { types } from './pokedex.ts';

function describeMove(move: Move, link: Link) {
  const { id, name } = move;
  return {
    id,
    name,
    accuracy: move.accuracy,
    contest_combos: null,
    contest_effect: null,
    contest_type: null,
    damage_class: link(
      'move-damage-class',
      byId(kin.damageClasses, move.damageClassId),
    ),
    effect_chance: move.effectChance,
    effect_changes: [],
    effect_entries: [],
    flavor_text_entries: [],
    generation: link('generation', games.generation),
    learned_by_pokemon: [],
    machines: [],
    meta: null,
    names: inEnglish('name', titleOf(name), link),
    past_values: [],
    power: move.power,
    pp: move.points,
    priority: move.priority,
    stat_changes: [],
    super_contest_effect: null,
    target: link('move-target', byId(kin.targets, move.targetId)),
    type: link('type', byId(types, move.typeId)),
  };
}

function describeGroup(isMember: (move: Move, id: number) => boolean) {
  return ({ id, name }: Resource, link: Link) => ({
    id,
    name,
    descriptions: [],
    moves: moves
      .filter((move) => isMember(move, id))
      .map((move) => link('move', move)),
    names: inEnglish('name', titleOf(name), link),
  });
}

/** The moves of the first games, by the names that they have in paths. */
export const moveKinds: readonly (readonly [string, Kind])[] = [
  ['move', createKind(moves, describeMove)],
  [
    'move-damage-class',
    createKind(
      kin.damageClasses,
      describeGroup((move, id) => move.damageClassId === id),
    ),
  ],
  [
    'move-target',
    createKind(
      kin.targets,
      describeGroup((move, id) => move.targetId === id),
    ),
  ],
];
