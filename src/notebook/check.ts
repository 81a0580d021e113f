import { exercises } from '../practice/catalogue.ts';
import { checkFunction } from '../practice/check.ts';
import type { LearnedFunction } from '../practice/exercise.ts';
import { generalRules } from '../practice/rules/general.ts';
import { firstBroken, messageOf, type Verdict } from '../practice/verdict.ts';
import {
  stackOutputs,
  tableOutput,
  traceOutput,
  wordsOutput,
} from './outputs.ts';
import { cellSignal, publish, type Output } from './publish.ts';

/** What a check does besides showing its verdict. */
export interface CheckOptions {
  /** Also throws when a rule is broken; false by default. */
  readonly mustPass?: boolean;
}

/**
 * Judges your function for an exercise and shows the verdict: each rule, what was
 * seen instead where it is broken, and a picture of the requests.
 * @param id the exercise's number and name, such as `'04-at-most'`
 * @throws RangeError when no exercise has this id, and with `mustPass` an Error
 * that says which rule is broken
 */
export async function check(
  id: string,
  learned: LearnedFunction,
  { mustPass = false }: CheckOptions = {},
): Promise<void> {
  const verdict = await checkFunction(find(id), learned, cellSignal());
  publish(verdictOutput(verdict));
  const broken = firstBroken(verdict);
  if (mustPass && broken) throw new Error(`${broken.id}: ${messageOf(broken)}`);
}

function find(id: string) {
  const found = exercises.find((exercise) => exercise.id === id);
  if (found) return found;
  const ids = exercises.map((exercise) => exercise.id).join(', ');
  throw new RangeError(`No exercise has the id "${id}". The ids are: ${ids}.`);
}

function isGeneral({ id }: { readonly id: string }): boolean {
  return generalRules.some((rule) => rule.id === id);
}

function verdictOutput(verdict: Verdict): Output {
  const { id, passed, rules, trace } = verdict;
  const broken = firstBroken(verdict);
  const head = passed ? `✔ ${id}: passed.` : `✘ ${id}: not yet.`;
  // That it loaded and ended needs no row of its own.
  const shown = rules.filter((rule) => !rule.passed || !isGeneral(rule));
  const rows = shown.map(({ passed, expected, seen }) => ({
    '': passed ? '✔' : '✘',
    expected,
    seen,
  }));
  return stackOutputs([
    wordsOutput(head),
    tableOutput(rows),
    ...(broken ? [wordsOutput(broken.suggests)] : []),
    ...(trace && trace.requests.length > 0 ? [traceOutput(trace, id)] : []),
  ]);
}
