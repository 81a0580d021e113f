import { textAnswer, type Answer } from '../answer.ts';

/** The range of a whole number in a query, and its value where it is not given. */
interface NumberRule {
  readonly fallback: number;
  readonly most: number;
  /** 0 by default. */
  readonly least?: number;
}

/**
 * Reads whole numbers from a query by their names, or returns the answer that
 * says which of them is not a whole number or is out of range.
 */
export function parseNumbers<Name extends string>(
  query: URLSearchParams,
  rules: Readonly<Record<Name, NumberRule>>,
): Record<Name, number> | Answer {
  const numbers: [string, number][] = [];
  for (const [name, rule] of Object.entries<NumberRule>(rules)) {
    const text = query.get(name) ?? '';
    const { fallback, least = 0, most } = rule;
    const value = text === '' ? fallback : Number(text);
    if (!/^\d*$/.test(text) || value < least || value > most) {
      const range = `a whole number from ${least} to ${most}`;
      return textAnswer(`${name} must be ${range}.`, 400);
    }
    numbers.push([name, value]);
  }
  return Object.fromEntries(numbers) as Record<Name, number>;
}

/** Whether `parseNumbers` found a problem. */
export function isAnswer(value: object): value is Answer {
  return 'status' in value;
}
