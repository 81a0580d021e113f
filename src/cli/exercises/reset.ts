import { relative } from 'node:path';
import { without } from '../../practice/progress.ts';
import { resetCopy } from '../../command/copies/follow.ts';
import { chooseForWriting } from './choose.ts';
import { printJson, type Context } from './context.ts';
import { textOf, type Item } from './shelf.ts';

/** Lets the learner begin an exercise anew; what was there is kept. */
export async function reset(
  context: Context,
  words: readonly string[],
): Promise<number> {
  const item = chooseForWriting(context, 'reset', words);
  const kept = await resetItem(context, item);
  if (context.json) printJson({ id: item.id, kept: kept ?? null });
  else console.log(resetWords(item, kept));
  return 0;
}

/** @returns where the learner's file is now, unless it was the starter */
export async function resetItem(
  { root, progress }: Pick<Context, 'root' | 'progress'>,
  item: Item,
): Promise<string | undefined> {
  const isStarter = textOf(item) === item.starter;
  const kept = isStarter ? undefined : await resetCopy(root, item.place);
  progress.change((before) => without(before, item.id));
  return kept === undefined ? undefined : relative(root, kept);
}

export function resetWords({ shown }: Item, kept: string | undefined): string {
  return kept === undefined
    ? `${shown} is the starter; nothing had to be kept.`
    : `${shown} is the starter again. What was there is kept: ${kept}`;
}
