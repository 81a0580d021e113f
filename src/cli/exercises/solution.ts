import { relative } from 'node:path';
import type { TextOptions } from '../../trace/render/text-style.ts';
import { moveAside, writeWhole } from '../../command/copies/files.ts';
import { chooseForReading, chooseForWriting } from './choose.ts';
import { printJson, type Context } from './context.ts';
import { renderDiff } from './diff.ts';
import { isTouched, solutionFileOf, textOf, type Item } from './shelf.ts';

/** Shows the solution as changes to the learner's file, or writes it there. */
export function solution(
  context: Context,
  words: readonly string[],
  write: boolean,
): number {
  if (write) return writeSolution(context, words);
  const item = chooseForReading(context, 'solution', words);
  if (context.json) {
    const diff = diffToSolution(item, { columns: 80, colour: false });
    const { id } = item;
    printJson({ id, solution: solutionFileOf(item), diff: diff.join('\n') });
    return 0;
  }
  const diff = diffToSolution(item, context.text);
  console.log(diff.length > 0 ? diff.join('\n') : sameAsSolution);
  return 0;
}

export const sameAsSolution = 'Your file is exactly the solution.';

/** The changes from the learner's file to the solution; none if they are equal. */
export function diffToSolution(
  item: Item,
  options: Required<TextOptions>,
): string[] {
  return renderDiff(
    { name: item.shown, text: textOf(item) ?? '' },
    { name: `solutions/${item.id}.ts`, text: solutionFileOf(item) },
    options,
  );
}

function writeSolution(context: Context, words: readonly string[]): number {
  const item = chooseForWriting(context, 'solution', words);
  const kept = putSolution(item);
  const place = kept === undefined ? null : relative(context.root, kept);
  if (context.json) printJson({ id: item.id, kept: place });
  else {
    console.log(`${item.shown} is now the solution.`);
    if (place !== null) console.log(`What you had is kept as ${place}`);
  }
  return 0;
}

/** Returns the path of what was kept; undefined if there was nothing to keep. */
function putSolution(item: Item): string | undefined {
  const text = solutionFileOf(item);
  if (textOf(item) === text) return undefined;
  const kept = isTouched(item)
    ? moveAside(item.file, 'kept', new Date())
    : undefined;
  writeWhole(item.file, text);
  return kept;
}
