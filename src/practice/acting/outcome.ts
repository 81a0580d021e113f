import { tell, type Told } from '../attempt/attempt.ts';
import { isUnwritten } from '../attempt/unwritten.ts';
import { patienceMs } from './patience.ts';

/** What became of a call, as plain data. */
export type Outcome<Value = unknown> =
  | { readonly kind: 'gave'; readonly value: Value }
  | { readonly kind: 'threw'; readonly error: Told }
  /** Neither, in all the time that there was. */
  | { readonly kind: 'waits' };

/**
 * What becomes of a call that the act is to go on after, also when it throws;
 * only a starter's own error is thrown on.
 */
export async function outcomeOf<Value>(
  call: () => Value,
): Promise<Outcome<Awaited<Value>>> {
  try {
    return { kind: 'gave', value: await call() };
  } catch (error) {
    if (isUnwritten(error)) throw error;
    return { kind: 'threw', error: tell(error) };
  }
}

/** That outcome; or that there is none, when all that it takes has happened. */
export async function outcomeOrWaits<Value>(
  outcome: Promise<Outcome<Value>>,
  waitMs = patienceMs,
): Promise<Outcome<Value>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<Value>>();
  const timer = setTimeout(resolve, waitMs, { kind: 'waits' });
  try {
    return await Promise.race([outcome, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The outcome in a few words. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'gave':
      return 'it gave a value';
    case 'threw':
      return `it threw ${outcome.error.name}: ${outcome.error.message}`;
    case 'waits':
      return 'it still waited';
  }
}
