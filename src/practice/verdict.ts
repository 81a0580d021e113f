import type { Trace } from '../trace/trace.ts';
import type { Failure } from './attempt/attempt.ts';

/** How an exercise was judged. */
export interface Verdict {
  readonly id: string;
  readonly passed: boolean;
  /** The rulings up to the last one that could be judged. */
  readonly rules: readonly Ruling[];
  /** Why a run has no evidence, if one failed. */
  readonly failure?: Failure['kind'];
  /** That of the first run that broke a rule, or else of the first run. */
  readonly trace?: Trace;
  /** What the learner's code printed in that run. */
  readonly printed: string;
}

/** How one rule was judged. */
export interface Ruling {
  readonly id: string;
  readonly passed: boolean;
  /** What must hold. */
  readonly expected: string;
  /** What was seen instead; empty where the rule holds. */
  readonly seen: string;
  /** What to do about it; empty where the rule holds. */
  readonly suggests: string;
}

/** A ruling as one paragraph: expected, seen, and what to do. */
export function messageOf({ expected, seen, suggests }: Ruling): string {
  if (seen === '') return sentence(expected);
  return `Expected: ${sentence(expected)} Seen: ${sentence(seen)} ${suggests}`;
}

/** The first rule that does not hold. */
export function firstBroken({ rules }: Verdict): Ruling | undefined {
  return rules.find(({ passed }) => !passed);
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
