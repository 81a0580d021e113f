import type { Exercise, LearnedFunction } from './exercise.ts';
import { createLabPool } from './attempt/lab-pool.ts';
import { runHere } from './attempt/run-here.ts';
import { runInProcess } from './attempt/run-in-process.ts';
import type { Attempt } from './attempt/attempt.ts';
import { judge } from './judge.ts';
import type { Verdict } from './verdict.ts';

export interface Checker {
  /** Judges a learner's file; all runs at once, each in its own process. */
  check(exercise: Exercise, file: string): Promise<Verdict>;
  /** Closes the labs that are kept for the next check. */
  close(): Promise<void>;
}

/** @param scratch a folder in which folders for the runs are made */
export function createChecker(scratch: string): Checker {
  const labs = createLabPool();
  return {
    async check(exercise, file) {
      const attempts = await Promise.all(
        exercise.runs.map((run) =>
          runInProcess(exercise, file, run, scratch, labs),
        ),
      );
      return judge(exercise, attempts);
    },
    close: () => labs.close(),
  };
}

/**
 * Judges a function of this process: one run after another.
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
