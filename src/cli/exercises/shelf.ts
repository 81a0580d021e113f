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

/** An exercise, its texts, and the learner's file. */
export interface Item {
  readonly id: string;
  readonly exercise: Exercise;
  readonly master: Master;
  /** The file that the learner starts with. */
  readonly starter: string;
  /** The starter's path in the project; the learner's file has it under `work`. */
  readonly place: string;
  /** The absolute path of the learner's file. */
  readonly file: string;
  /** The same path, as shown to the learner. */
  readonly shown: string;
  /** The lesson that it belongs to, such as `lesson 04`. */
  readonly lesson: string;
}

/**
 * All exercises of the project at `root`, in order.
 * @throws WorkError if one of their files is missing
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
      lesson: `lesson ${id.slice(0, 2)}`,
    };
  });
}

function readOriginal(root: string, place: string): string {
  try {
    return readFileSync(join(root, place), 'utf8');
  } catch {
    throw new WorkError(
      `${place} is missing. To get it back, run: git restore ${place}`,
    );
  }
}

/** What the learner has written so far; undefined without a file. */
export function textOf({ file }: Item): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

/** Whether the learner's file exists and differs from the starter. */
export function isTouched(item: Item): boolean {
  const text = textOf(item);
  return text !== undefined && text !== item.starter;
}

/** The solution, as the learner's file would have it. */
export function solutionFileOf({ master, starter }: Item): string {
  const comment = /^\/\*\*\n[\s\S]*?\n \*\/\n/.exec(starter)?.[0] ?? '';
  return `${comment}${solutionCodeOf(master)}\n`;
}

/** The path of the newer starter next to the learner's file, if there is one. */
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
    `There is no exercise ${word}. To see all of them, run npm run exercises -- list.`,
  );
}
