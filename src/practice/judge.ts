import type { Complaint, Exercise, Rule } from './exercise.ts';
import type { Attempt, Failure } from './attempt/attempt.ts';
import type { Ruling, Verdict } from './verdict.ts';
import { describeFailure, generalRules } from './rules/general.ts';

/**
 * Judges the attempts at an exercise. A rule holds when it holds in each of them;
 * when one of them failed, there is no evidence for the rules.
 * @param problems what is wrong with the types, if anything
 */
export function judge(
  exercise: Exercise,
  attempts: readonly Attempt[],
  problems: readonly string[] = [],
): Verdict {
  const { id } = exercise;
  const failed = attempts.find(({ failure }) => failure);
  const failure = firstFailure(failed?.failure, problems);
  if (failure) {
    const rules = rulingsUntil(failure, exercise);
    const exhibit = failed ?? attempts[0];
    const { kind } = failure;
    return { id, passed: false, rules, failure: kind, ...exhibitOf(exhibit) };
  }
  const judged = exercise.rules.map((rule) => judgeRule(rule, attempts));
  const rules = [...generalRules.map(holding), ...judged.map(rulingOf)];
  const exhibit = judged.find(({ attempt }) => attempt)?.attempt ?? attempts[0];
  const passed = rules.every((ruling) => ruling.passed);
  return { id, passed, rules, ...exhibitOf(exhibit) };
}

/**
 * A module that cannot be imported comes first, in the compiler's words, which
 * name the line; then wrong types, which may be the reason why it threw.
 */
function firstFailure(
  failure: Failure | undefined,
  problems: readonly string[],
): Failure | undefined {
  if (problems.length === 0 || failure?.kind === 'nameless') return failure;
  if (failure?.kind === 'unloadable') return { ...failure, problems };
  return { kind: 'ill-typed', problems };
}

function exhibitOf(attempt: Attempt | undefined) {
  const { trace, printed = '' } = attempt ?? {};
  return trace ? { trace, printed } : { printed };
}

interface Judged {
  readonly rule: Rule;
  readonly ruling: Ruling;
  /** The attempt in which the rule was broken. */
  readonly attempt?: Attempt;
}

function judgeRule(rule: Rule, attempts: readonly Attempt[]): Judged {
  for (const attempt of attempts) {
    const complaint = complaintOf(rule, attempt);
    if (complaint) {
      const { id, expected } = rule;
      const ruling = { id, passed: false, expected, ...complaint };
      return { rule, ruling, attempt };
    }
  }
  return { rule, ruling: holding(rule) };
}

/** A learner's function may return what no rule has thought of. */
function complaintOf(rule: Rule, { evidence }: Attempt): Complaint | undefined {
  if (!evidence) return undefined;
  try {
    return rule.judge(evidence);
  } catch {
    return {
      seen: 'a value of another shape, which this rule could not read',
      suggests:
        'Compare what your function returns with the type in its first lines: each part must be there, under its own name.',
    };
  }
}

function rulingOf({ ruling }: Judged): Ruling {
  return ruling;
}

function holding({ id, expected }: Pick<Rule, 'id' | 'expected'>): Ruling {
  return { id, passed: true, expected, seen: '', suggests: '' };
}

/** The general rules before the one that the failure breaks hold. */
function rulingsUntil(failure: Failure, exercise: Exercise): Ruling[] {
  const broken = describeFailure(failure, exercise);
  const index = generalRules.findIndex(({ id }) => id === broken.id);
  return [...generalRules.slice(0, index).map(holding), broken];
}
