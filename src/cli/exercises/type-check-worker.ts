/** Checks types in its own thread, because the first check takes a second. */
import { parentPort } from 'node:worker_threads';
import type { TypeAnswer, TypeQuestion } from './type-check.ts';
import { createTypeProblems } from './type-problems.ts';

const problemsOf = createTypeProblems();

parentPort?.on('message', ({ id, file }: TypeQuestion) => {
  const answer: TypeAnswer = { id, problems: problemsOf(file) };
  parentPort?.postMessage(answer);
});
