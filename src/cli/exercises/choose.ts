import type { Progress } from '../../practice/progress.ts';
import { UsageError } from '../../command/options.ts';
import type { Context } from './context.ts';
import { chooseItems, type Item } from './shelf.ts';

/**
 * The exercise for a command that only reads. If its lesson has several, it is
 * the first that has not passed.
 */
export function chooseForReading(
  context: Context,
  command: string,
  words: readonly string[],
): Item {
  const items = chooseItems(context.shelf, onlyWord(command, words));
  return firstNotPassed(items, context.progress.read());
}

/** The exercise for a command that changes a file: it must be named exactly. */
export function chooseForWriting(
  { shelf }: Context,
  command: string,
  words: readonly string[],
): Item {
  const word = onlyWord(command, words);
  const [item, ...others] = chooseItems(shelf, word);
  if (item && others.length === 0) return item;
  const ids = [item, ...others].flatMap((one) => one?.id ?? []);
  throw new UsageError(
    `Lesson ${word} has several exercises. Choose one of ${ids.join(', ')}.`,
  );
}

function onlyWord(command: string, [word, ...more]: readonly string[]): string {
  if (word !== undefined && more.length === 0) return word;
  throw new UsageError(
    `${command} needs the number of one exercise, as in npm run exercises -- ${command} 03.`,
  );
}

/** @param items at least one; if all have passed, the first is chosen */
export function firstNotPassed(
  items: readonly Item[],
  progress: Progress,
): Item {
  const open = items.find(({ id }) => progress[id]?.passedAt === undefined);
  const item = open ?? items[0];
  if (!item) throw new Error('There is no exercise to choose from.');
  return item;
}
