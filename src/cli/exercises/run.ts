import { pathToFileURL } from 'node:url';
import { dirname } from 'node:path';
import { inspect } from 'node:util';
import { watchInterruption } from '../../command/interruption.ts';
import { runHere } from '../../practice/attempt/run-here.ts';
import type { LearnedFunction } from '../../practice/exercise.ts';
import { renderWaterfallText } from '../../trace/render/text-waterfall.ts';
import { describeFailure } from '../../practice/rules/general.ts';
import { UsageError, WorkError } from '../../command/options.ts';
import { chooseForReading } from './choose.ts';
import type { Context } from './context.ts';
import type { Item } from './shelf.ts';

/** Long, because no check waits for the result, and Ctrl-C ends it. */
const deadlineMs = 600_000;

/**
 * Runs a learner's function as a check would, but only once and without a
 * verdict: all that it prints is shown, then what came of it, and its requests.
 */
export async function run(
  context: Context,
  words: readonly string[],
): Promise<number> {
  if (context.json) throw new UsageError('--json cannot be used with run.');
  const item = chooseForReading(context, 'run', words);
  const [first] = item.exercise.runs;
  if (!first) return 0;
  const learned = await load(item);
  // A run makes its folder of files in the current one, like a check.
  process.chdir(dirname(item.file));
  const interruption = watchInterruption();
  try {
    const { evidence, failure, trace } = await runHere(
      item.exercise,
      learned,
      { ...first, deadlineMs },
      interruption.signal,
    );
    if (evidence) console.log(`\nIt returned ${inspect(evidence.value)}`);
    if (failure) {
      const { seen, suggests } = describeFailure(failure, item.exercise);
      console.log(`\nIt failed: ${seen}. ${suggests}`);
    }
    if (trace && trace.requests.length > 0) {
      console.log(`\n${renderWaterfallText(trace, context.text)}`);
    }
    return failure ? 1 : 0;
  } catch (error) {
    const exitCode = interruption.exitCode();
    if (exitCode === undefined) throw error;
    return exitCode;
  } finally {
    interruption.stop();
  }
}

async function load({ exercise, file, shown }: Item): Promise<LearnedFunction> {
  const module = (await import(pathToFileURL(file).href)) as Record<
    string,
    unknown
  >;
  const learned = module[exercise.name];
  if (typeof learned === 'function') return learned as LearnedFunction;
  throw new WorkError(
    `${shown} has no function ${exercise.name}. Keep the line that begins with "export", and the name.`,
  );
}
