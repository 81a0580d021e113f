import { errorDataOf, type ErrorData } from '../attempt/attempt.ts';
import { isUnwritten } from '../attempt/unwritten.ts';
import { startPatientTimer } from './patience.ts';
import { defaultTimeoutMs } from './waiting.ts';

/** How a call ended, as plain data. */
export type Outcome<Value = unknown> =
  | { readonly kind: 'gave'; readonly value: Value }
  | { readonly kind: 'threw'; readonly error: ErrorData }
  /** It was still pending at the timeout. */
  | { readonly kind: 'waits' };

/**
 * The outcome of a call, so that the act can continue even when it throws.
 * @throws only the error of a starter that is still unwritten
 */
export async function outcomeOf<Value>(
  call: () => Value,
): Promise<Outcome<Awaited<Value>>> {
  try {
    return { kind: 'gave', value: await call() };
  } catch (error) {
    if (isUnwritten(error)) throw error;
    return { kind: 'threw', error: errorDataOf(error) };
  }
}

/** The outcome, or `waits` if there is none when the time is over. */
export async function outcomeOrWaits<Value>(
  outcome: Promise<Outcome<Value>>,
  timeoutMs = defaultTimeoutMs,
): Promise<Outcome<Value>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<Value>>();
  const stopTimer = startPatientTimer(timeoutMs, () => {
    resolve({ kind: 'waits' });
  });
  try {
    return await Promise.race([outcome, promise]);
  } finally {
    stopTimer();
  }
}

/** The outcome in a few words. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'gave':
      return 'it returned a value';
    case 'threw':
      return `it threw ${outcome.error.name}: ${outcome.error.message}`;
    case 'waits':
      return 'it was still waiting';
  }
}
