import { relative } from 'node:path';
import { without } from '../../practice/progress.ts';
import { resetCopy } from '../../command/copies/follow.ts';
import { chooseForWriting } from './choose.ts';
import { printJson, type Context } from './context.ts';
import { textOf, type Item } from './shelf.ts';

/** Puts the starter back; what the learner had is kept. */
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

/** @returns the path of what was kept; undefined if that was the starter */
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
    ? `${shown} is the starter; there was nothing of yours to keep.`
    : `${shown} is the starter again. What you had is kept as ${kept}`;
}
