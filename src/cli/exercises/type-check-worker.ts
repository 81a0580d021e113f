/** Checks types in its own thread, because the first check takes a second. */
import { existsSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { TypeAnswer, TypeQuestion } from './type-check.ts';
import { createTypeProblems } from './type-problems.ts';

const problemsOf = createTypeProblems();

parentPort?.on('message', ({ id, file }: TypeQuestion) => {
  const answer: TypeAnswer = { id, problems: problemsIn(file) };
  parentPort?.postMessage(answer);
});

/** Even a file on which TypeScript itself fails has an answer. */
function problemsIn(file: string): readonly string[] {
  try {
    return problemsOf(file);
  } catch (error) {
    // The file was deleted while it was checked.
    if (!existsSync(file)) return [];
    return [`TypeScript gave up on this file: ${String(error)}`];
  }
}
