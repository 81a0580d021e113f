import type { Trace } from '../trace/trace.ts';
import type { Failure } from './attempt/attempt.ts';

/** How an exercise was judged. */
export interface Verdict {
  readonly id: string;
  readonly passed: boolean;
  /** Up to the last one that could be judged. */
  readonly rules: readonly Ruling[];
  /** Why a run did not come to its end, if one did not. */
  readonly failure?: Failure['kind'];
  /** Of the first run that broke a rule, else of the first one; if there is any. */
  readonly trace?: Trace;
  /** What the learner's code printed in that run. */
  readonly printed: string;
}

export interface Ruling {
  readonly id: string;
  readonly passed: boolean;
  /** What must hold. */
  readonly expected: string;
  /** What there was instead; empty where the rule holds. */
  readonly seen: string;
  /** What that suggests; empty where the rule holds. */
  readonly suggests: string;
}

/** A ruling as one paragraph. */
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
