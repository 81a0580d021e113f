import type { Rule } from '../exercise.ts';
import { describeOutcome, type Outcome } from '../acting/outcome.ts';

interface OutcomeWords {
  readonly id: string;
  readonly expected: string;
  readonly suggests: string;
}

/** A rule that a call of the act ended in this way. */
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
