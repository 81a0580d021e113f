import type { Exercise, LearnedFunction } from './exercise.ts';
import { runHere } from './attempt/run-here.ts';
import { runInProcess } from './attempt/run-in-process.ts';
import type { Attempt } from './attempt/attempt.ts';
import { judge } from './judge.ts';
import type { Verdict } from './verdict.ts';

/**
 * Judges a learner's file; all runs at once, each in a process of its own.
 * @param scratch a folder in which folders for the runs are made
 */
export async function checkFile(
  exercise: Exercise,
  file: string,
  scratch: string,
): Promise<Verdict> {
  const attempts = await Promise.all(
    exercise.runs.map((run) => runInProcess(exercise, file, run, scratch)),
  );
  return judge(exercise, attempts);
}

/** Judges a function of this process: one run after another. */
export async function checkFunction(
  exercise: Exercise,
  learned: LearnedFunction,
): Promise<Verdict> {
  const attempts: Attempt[] = [];
  for (const run of exercise.runs) {
    attempts.push(await runHere(exercise, learned, run));
    if (attempts.at(-1)?.failure) break;
  }
  return judge(exercise, attempts);
}
