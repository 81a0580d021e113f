import type { Rule } from '../exercise.ts';
import { describeOutcome, type Outcome } from '../acting/outcome.ts';

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
