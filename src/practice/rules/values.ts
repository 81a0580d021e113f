import { inspect, isDeepStrictEqual } from 'node:util';
import type { Evidence, Rule } from '../exercise.ts';

interface ValueWords<Value> {
  readonly id?: string;
  /** The part of the act's value that is judged, where it is not all of it. */
  readonly of?: (value: Value) => unknown;
  readonly expected: string;
  /** What to do, or what to do about this value in place of the wanted one. */
  readonly suggests: string | ((value: unknown, wanted: unknown) => string);
}

/** A rule that the act's value equals this one. */
export function gives<Value>(
  value: (evidence: Evidence<Value>) => unknown,
  { id = 'value', of = (all) => all, expected, suggests }: ValueWords<Value>,
): Rule<Value> {
  return {
    id,
    expected,
    judge(evidence) {
      const wanted = value(evidence);
      const found = of(evidence.value);
      if (isDeepStrictEqual(found, wanted)) return undefined;
      return {
        seen: difference(found, wanted),
        suggests:
          typeof suggests === 'string' ? suggests : suggests(found, wanted),
      };
    },
  };
}

/**
 * What to do about a list of names from JSON that is not the wanted one.
 * @param aboutOrder what to do where only the order is another
 */
export function adviceOnNames(
  value: unknown,
  wanted: readonly unknown[],
  aboutOrder: string,
): string {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  if (names.length < wanted.length) {
    return 'Some are missing. Wait until all answers are there, and only then return the list.';
  }
  if (names.some((name) => typeof name !== 'string')) {
    return 'Not all of them are texts. Await the body of each answer, and return what it has under `name`.';
  }
  return isDeepStrictEqual(names.toSorted(), wanted.toSorted())
    ? aboutOrder
    : 'Look at the JSON of one answer, and at the address that you asked for.';
}

/** A rule with a condition of its own. */
export function holds<Value>(
  id: string,
  expected: string,
  judge: Rule<Value>['judge'],
): Rule<Value> {
  return { id, expected, judge };
}

/** Where two values first differ, in a few words. */
export function difference(actual: unknown, wanted: unknown): string {
  if (!Array.isArray(actual) || !Array.isArray(wanted)) {
    return `${brief(actual)} instead of ${brief(wanted)}`;
  }
  const found = wanted.findIndex(
    (one, index) => !isDeepStrictEqual(one, actual[index]),
  );
  const index = found < 0 ? wanted.length : found;
  const lengths =
    actual.length === wanted.length
      ? ''
      : `${actual.length} instead of ${wanted.length} items; `;
  const [seen, expected] = [itemAt(actual, index), itemAt(wanted, index)];
  return `${lengths}at index ${index}, ${seen} instead of ${expected}`;
}

function itemAt(items: readonly unknown[], index: number): string {
  return index < items.length ? brief(items[index]) : 'nothing';
}

/** A value on one line, cut after 100 characters. */
export function brief(value: unknown): string {
  const options = { depth: 2, breakLength: Infinity, compact: true };
  const text = inspect(value, options).replaceAll(/\s+/g, ' ');
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
