import type { Exercise, LearnedFunction } from './exercise.ts';
import { createChildPool } from './attempt/child-pool.ts';
import { createLabPool } from './attempt/lab-pool.ts';
import { runHere } from './attempt/run-here.ts';
import { runInProcess } from './attempt/run-in-process.ts';
import type { Attempt } from './attempt/attempt.ts';
import { judge } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** How often a check is tried on a machine that is too busy to judge. */
const mostRounds = 2;

/** Judges learners' files. */
export interface Checker {
  /**
   * Judges a learner's file, with all runs at once, each in its own process.
   * @throws the signal's reason once that is aborted
   */
  check(
    exercise: Exercise,
    file: string,
    signal?: AbortSignal,
  ): Promise<Verdict>;
  /** Closes the labs and processes that are kept for the next check. */
  close(): Promise<void>;
}

/** What a checker may have besides its folder. */
export interface CheckerOptions {
  /** Finds what is wrong with a file's types while it runs: "line 3: …". */
  readonly problemsOf?: (file: string) => Promise<readonly string[]>;
  /** How many processes are kept ready for the next check; none by default. */
  readonly childrenReady?: number;
}

/**
 * Returns a checker, which must be closed.
 * @param scratch a folder in which folders for the runs are made
 */
export function createChecker(
  scratch: string,
  options: CheckerOptions = {},
): Checker {
  const { problemsOf = () => Promise.resolve([]), childrenReady = 0 } = options;
  const labs = createLabPool();
  const children = createChildPool(childrenReady);
  const resources = { scratch, labs, children };
  return {
    async check(exercise, file, signal) {
      const problems = problemsOf(file);
      let attempts: readonly Attempt[] = [];
      for (let round = 0; round < mostRounds; round++) {
        const runs = exercise.runs.map((run) =>
          runInProcess(exercise, file, run, resources, signal),
        );
        // Even when something fails, nothing of this check runs afterwards.
        await Promise.allSettled([...runs, problems]);
        signal?.throwIfAborted();
        attempts = await Promise.all(runs);
        if (attempts.every(isConclusive)) break;
      }
      return judge(exercise, attempts, await problems);
    },
    async close() {
      await Promise.all([labs.close(), children.close()]);
    },
  };
}

/** Whether an attempt says something about the learner's code. */
function isConclusive({ failure }: Attempt): boolean {
  return failure?.kind !== 'lab-silent';
}

/**
 * Judges a function of this process, one run after another.
 * @param signal ends the wait for a function that does not end
 */
export async function checkFunction(
  exercise: Exercise,
  learned: LearnedFunction,
  signal: AbortSignal = new AbortController().signal,
): Promise<Verdict> {
  const attempts: Attempt[] = [];
  for (const run of exercise.runs) {
    attempts.push(await runHere(exercise, learned, run, signal));
    if (attempts.at(-1)?.failure) break;
  }
  return judge(exercise, attempts);
}
