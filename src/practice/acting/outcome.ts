import { errorDataOf, type ErrorData } from '../attempt/attempt.ts';
import { isUnwritten } from '../attempt/unwritten.ts';
import { createPatience } from './patience.ts';
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

/** The outcome, or `waits` where there is none even with patience. */
export async function outcomeOrWaits<Value>(
  outcome: Promise<Outcome<Value>>,
  timeoutMs = defaultTimeoutMs,
): Promise<Outcome<Value>> {
  const patience = createPatience(timeoutMs);
  const { promise, resolve } = Promise.withResolvers<Outcome<Value>>();
  let timer = setTimeout(look, timeoutMs);
  function look(): void {
    const remainingMs = patience.remainingMs();
    if (remainingMs === 0) resolve({ kind: 'waits' });
    else timer = setTimeout(look, remainingMs);
  }
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
      return 'it returned a value';
    case 'threw':
      return `it threw ${outcome.error.name}: ${outcome.error.message}`;
    case 'waits':
      return 'it was still waiting';
  }
}
