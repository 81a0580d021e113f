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

export interface CheckOptions {
  /** Throws, too, when a rule is broken. */
  readonly mustPass?: boolean;
}

/**
 * Judges what you wrote for an exercise, and shows the verdict: each rule, and
 * what the servers and the trace saw.
 * @throws RangeError when there is no such exercise, and an Error that says
 * which rule is broken where that must not be
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
  throw new RangeError(`There is no exercise "${id}". There are: ${ids}.`);
}

function isGeneral({ id }: { readonly id: string }): boolean {
  return generalRules.some((rule) => rule.id === id);
}

function verdictOutput(verdict: Verdict): Output {
  const { id, passed, rules, trace } = verdict;
  const broken = firstBroken(verdict);
  const head = passed ? `✔ ${id}: passed.` : `✘ ${id}: not yet.`;
  // That it came to an end need not be said of what did.
  const telling = rules.filter((rule) => !rule.passed || !isGeneral(rule));
  const rows = telling.map(({ passed, expected, seen }) => ({
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
