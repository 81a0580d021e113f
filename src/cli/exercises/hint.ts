import { withHints } from '../../practice/progress.ts';
import { chooseForReading } from './choose.ts';
import { printJson, type Context } from './context.ts';
import { renderMarkdown } from './prose.ts';

/** Shows the hints that the learner has seen, and the next one. */
export function hint(context: Context, words: readonly string[]): number {
  const { id, master } = chooseForReading(context, 'hint', words);
  const seen = context.progress.read()[id]?.hintsSeen ?? 0;
  const hints = master.hints.slice(0, seen + 1);
  context.progress.change((progress) => withHints(progress, id, hints.length));
  const of = master.hints.length;
  if (context.json) {
    printJson({ id, of, hints });
    return 0;
  }
  console.log(`${id}: ${master.title}\n`);
  for (const [index, text] of hints.entries()) {
    console.log(`Hint ${index + 1} of ${of}:`);
    console.log(`${renderMarkdown(text, context.text).join('\n')}\n`);
  }
  console.log(
    hints.length < of
      ? 'Run the same command again for the next one.'
      : `That was the last one. To see the solution: npm run exercises -- solution ${id}`,
  );
  return 0;
}
