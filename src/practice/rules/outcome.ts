import type { Rule } from '../exercise.ts';
import { describeOutcome, type Outcome } from '../acting/outcome.ts';

type Kind = Outcome['kind'];

interface OutcomeWords {
  readonly id: string;
  readonly expected: string;
  /** What to do, or what to do for each other way in which the call may end. */
  readonly suggests: string | Readonly<Partial<Record<Kind, string>>>;
}

/** A rule that a call of the act ended in this way. */
export function ended<Value>(
  kind: Exclude<Kind, 'waits'>,
  outcome: (value: Value) => Outcome,
  { id, expected, suggests }: OutcomeWords,
): Rule<Value> {
  return {
    id,
    expected,
    judge({ value }) {
      const seen = outcome(value);
      if (seen.kind === kind) return undefined;
      const advice =
        typeof suggests === 'string' ? suggests : (suggests[seen.kind] ?? '');
      return { seen: describeOutcome(seen), suggests: advice };
    },
  };
}
