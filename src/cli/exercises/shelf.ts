import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exercises } from '../../practice/catalogue.ts';
import type { Exercise } from '../../practice/exercise.ts';
import {
  parseMaster,
  solutionCodeOf,
  type Master,
} from '../../practice/master.ts';
import { withInfix } from '../../command/copies/files.ts';
import { UsageError, WorkError } from '../../command/options.ts';

/** An exercise with its texts and the learner's file. */
export interface Item {
  readonly id: string;
  readonly exercise: Exercise;
  readonly master: Master;
  /** As it was for the learner to begin with. */
  readonly starter: string;
  /** Below the project, as the originals' list has it, and under `work` alike. */
  readonly place: string;
  /** The learner's file. */
  readonly file: string;
  /** The same, as a learner may read it. */
  readonly shown: string;
}

/**
 * All exercises of the project at `root`, in order.
 * @throws WorkError where one of their files is missing
 */
export function readShelf(root: string): readonly Item[] {
  return exercises.map((exercise) => {
    const { id } = exercise;
    const place = `exercises/${id}.ts`;
    const solution = readOriginal(root, `solutions/${id}.ts`);
    return {
      id,
      exercise,
      master: parseMaster(id, solution),
      starter: readOriginal(root, place),
      place,
      file: join(root, 'work', place),
      shown: `work/${place}`,
    };
  });
}

function readOriginal(root: string, place: string): string {
  try {
    return readFileSync(join(root, place), 'utf8');
  } catch {
    throw new WorkError(
      `${place} is missing; git restore ${place} brings it back.`,
    );
  }
}

/** What the learner has written so far; nothing while there is no file. */
export function textOf({ file }: Item): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

/** Whether the learner's file is there and not the starter any more. */
export function isTouched(item: Item): boolean {
  const text = textOf(item);
  return text !== undefined && text !== item.starter;
}

/** The solution as a file in the place of the learner's would have it. */
export function solutionFileOf({ master, starter }: Item): string {
  const comment = /^\/\*\*\n[\s\S]*?\n \*\/\n/.exec(starter)?.[0] ?? '';
  return `${comment}${solutionCodeOf(master)}\n`;
}

/** The newer starter beside the learner's file, where there is one. */
export function newerStarterOf({ file, shown }: Item): string | undefined {
  return existsSync(withInfix(file, 'new'))
    ? withInfix(shown, 'new')
    : undefined;
}

/** The exercises that a number ("04", "4") or an id names, in order. */
export function chooseItems(shelf: readonly Item[], word: string): Item[] {
  const number = word.padStart(2, '0');
  const name = word.replace(/^.*[/\\]/, '').replace(/\.ts$/, '');
  const found = shelf.filter(
    ({ id }) => id === name || id.startsWith(`${number}-`),
  );
  if (found.length > 0) return found;
  throw new UsageError(
    `There is no exercise ${word}; npm run exercises -- list shows all.`,
  );
}
