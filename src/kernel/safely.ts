import { inspect } from 'node:util';

/**
 * What a learner throws or shows may itself throw when it is looked at: a
 * revoked proxy, a getter that fails. These look without ever throwing.
 */

/** Returns the text that Node shows for a value, and why not if it cannot. */
export function inspectSafely(value: unknown): string {
  try {
    return inspect(value);
  } catch (problem) {
    return `[A value that cannot be shown: looking at it throws ${nameOf(problem)}]`;
  }
}

/** Whether a value is one of a class, as far as that can be told. */
export function isOneSafely<Kind>(
  value: unknown,
  kind: abstract new (...args: never[]) => Kind,
): value is Kind {
  try {
    return value instanceof kind;
  } catch {
    return false;
  }
}

/** Whether a value is an Error, as far as that can be told. */
export function isErrorSafely(value: unknown): value is Error {
  return isOneSafely(value, Error);
}

/** Returns a property as text, or the fallback where there is none to be had. */
export function textSafely(
  value: object,
  property: string,
  fallback: string,
): string {
  try {
    const text: unknown = Reflect.get(value, property);
    return typeof text === 'string' ? text : fallback;
  } catch {
    return fallback;
  }
}

function nameOf(problem: unknown): string {
  return isErrorSafely(problem)
    ? `${textSafely(problem, 'name', 'an error')}: ${textSafely(problem, 'message', '')}`
    : 'something that is not an Error';
}
