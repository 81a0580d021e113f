import { inspect, isDeepStrictEqual } from 'node:util';
import type { Evidence, Rule } from '../exercise.ts';

interface ValueWords {
  readonly id?: string;
  readonly expected: string;
  readonly suggests: string;
}

/** The act gave just this. */
export function gives<Value>(
  value: (evidence: Evidence<Value>) => unknown,
  { id = 'value', expected, suggests }: ValueWords,
): Rule<Value> {
  return {
    id,
    expected,
    judge(evidence) {
      const wanted = value(evidence);
      if (isDeepStrictEqual(evidence.value, wanted)) return undefined;
      return { seen: difference(evidence.value, wanted), suggests };
    },
  };
}

/** Any other condition, in words of its own. */
export function holds<Value>(
  id: string,
  expected: string,
  judge: Rule<Value>['judge'],
): Rule<Value> {
  return { id, expected, judge };
}

/** The first place where two values differ, in a few words. */
export function difference(actual: unknown, wanted: unknown): string {
  if (Array.isArray(actual) && Array.isArray(wanted)) {
    const index = wanted.findIndex(
      (one, at) => !isDeepStrictEqual(one, actual[at]),
    );
    const at = index < 0 ? wanted.length : index;
    const count =
      actual.length === wanted.length
        ? ''
        : `${actual.length} instead of ${wanted.length} items; `;
    return `${count}at place ${at}, ${brief(actual[at])} instead of ${brief(wanted[at])}`;
  }
  return `${brief(actual)} instead of ${brief(wanted)}`;
}

/** A value on one line, cut where it gets long. */
export function brief(value: unknown): string {
  const text = inspect(value, { depth: 2, breakLength: Infinity });
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
