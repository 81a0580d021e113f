import pLimit from 'p-limit';
import { createChecker, type CheckerOptions } from '../../practice/check.ts';
import { withPassed } from '../../practice/progress.ts';
import { messageOf, type Verdict } from '../../practice/verdict.ts';
import { watchInterruption } from '../../command/interruption.ts';
import { printJson, type Context } from './context.ts';
import { withScratch } from './scratch.ts';
import { chooseItems, type Item } from './shelf.ts';
import { startTypeChecker } from './type-check.ts';
import {
  renderPrinted,
  renderRequests,
  renderShortVerdict,
  renderVerdict,
} from './verdict-text.ts';

/** Each check starts several processes; more checks would only slow each other down. */
const atOnce = 2;

/** Judges the learner's files: the ones that are named, or all. */
export async function check(
  context: Context,
  words: readonly string[],
): Promise<number> {
  const named = words.flatMap((word) => chooseItems(context.shelf, word));
  const items = words.length === 0 ? context.shelf : [...new Set(named)];
  const interruption = watchInterruption();
  try {
    const verdicts = await judgeAll(context, items, interruption.signal);
    report(context, verdicts);
    return verdicts.every(({ passed }) => passed) ? 0 : 1;
  } catch (error) {
    const exitCode = interruption.exitCode();
    if (exitCode === undefined) throw error;
    process.stderr.write('Interrupted.\n');
    return exitCode;
  } finally {
    interruption.stop();
  }
}

async function judgeAll(
  { root, progress }: Context,
  items: readonly Item[],
  signal: AbortSignal,
): Promise<Verdict[]> {
  const limit = pLimit(atOnce);
  let done = 0;
  return withChecker(root, {}, async (checker) => {
    async function judgeOne({ exercise, file, id }: Item): Promise<Verdict> {
      signal.throwIfAborted();
      const verdict = await checker.check(exercise, file, signal);
      if (verdict.passed) {
        progress.change((before) => withPassed(before, id, new Date()));
      }
      const mark = verdict.passed ? '✔' : '✘';
      process.stderr.write(`${mark} ${id} (${++done} of ${items.length})\n`);
      return verdict;
    }
    const all = items.map((item) => limit(() => judgeOne(item)));
    await Promise.allSettled(all);
    return Promise.all(all);
  });
}

/** Runs `act` with a checker that also checks types, and cleans up afterwards. */
export async function withChecker<Result>(
  root: string,
  options: CheckerOptions,
  act: (checker: ReturnType<typeof createChecker>) => Promise<Result>,
): Promise<Result> {
  return withScratch(root, async (scratch) => {
    const types = startTypeChecker();
    const checker = createChecker(scratch, {
      problemsOf: (file) => types.problemsOf(file),
      ...options,
    });
    try {
      return await act(checker);
    } finally {
      await Promise.all([types.close(), checker.close()]);
    }
  });
}

function report({ json, text }: Context, verdicts: readonly Verdict[]): void {
  if (json) {
    printJson({ results: verdicts.map(resultOf) });
    return;
  }
  const [only] = verdicts;
  const lines =
    verdicts.length === 1 && only
      ? [
          ...renderVerdict(only, text),
          ...spaced(renderRequests(only, text)),
          ...spaced(renderPrinted(only)),
        ]
      : verdicts.flatMap((verdict) => renderShortVerdict(verdict, text));
  console.log(lines.join('\n'));
}

function spaced(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function resultOf({ id, passed, rules }: Verdict) {
  const judged = rules.map((rule) => ({
    id: rule.id,
    passed: rule.passed,
    message: messageOf(rule),
  }));
  return { id, passed, rules: judged };
}
