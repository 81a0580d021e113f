import { isDeepStrictEqual } from 'node:util';
import type { Evidence, Rule } from '../exercise.ts';
import { describeOutcome, type Outcome } from '../acting/outcome.ts';
import { difference } from './values.ts';

interface OutcomeWords {
  readonly id: string;
  readonly expected: string;
  readonly suggests: string;
}

/** A call that the act made came to an end of this kind. */
export function ended<Value>(
  kind: Exclude<Outcome['kind'], 'waits'>,
  outcome: (value: Value) => Outcome,
  { id, expected, suggests }: OutcomeWords,
): Rule<Value> {
  return {
    id,
    expected,
    judge({ value }) {
      const seen = outcome(value);
      if (seen.kind === kind) return undefined;
      return { seen: describeOutcome(seen), suggests };
    },
  };
}

/** Something in what the act gave is just this. */
export function equals<Value>(
  actual: (value: Value) => unknown,
  wanted: (evidence: Evidence<Value>) => unknown,
  { id, expected, suggests }: OutcomeWords,
): Rule<Value> {
  return {
    id,
    expected,
    judge(evidence) {
      const seen = actual(evidence.value);
      const expectedValue = wanted(evidence);
      if (isDeepStrictEqual(seen, expectedValue)) return undefined;
      return { seen: difference(seen, expectedValue), suggests };
    },
  };
}
