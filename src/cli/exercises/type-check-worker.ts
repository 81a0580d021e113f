/** Checks types in a thread of its own: it is busy for a second at first. */
import { parentPort } from 'node:worker_threads';
import type { TypeAnswer, TypeQuestion } from './type-check.ts';
import { createTypeProblems } from './type-problems.ts';

const problemsOf = createTypeProblems();

parentPort?.on('message', ({ id, file }: TypeQuestion) => {
  const answer: TypeAnswer = { id, problems: problemsOf(file) };
  parentPort?.postMessage(answer);
});
