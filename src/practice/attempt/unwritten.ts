import type { Failure, ErrorData } from './attempt.ts';

/** How the error begins that a starter throws: the one place that knows it. */
const notWritten = 'Not written yet';

/** What a starter has in place of the code that its learner is to write. */
export function renderUnwritten(name: string): string {
  return `throw new Error('${notWritten}: ${name}.');`;
}

/** Whether something thrown is a starter's own error. */
export function isUnwritten(error: unknown): boolean {
  const thrown = error as { readonly message?: unknown } | null | undefined;
  const message = thrown?.message;
  return typeof message === 'string' && message.startsWith(notWritten);
}

/** The failure of a run whose function threw. */
export function failureOfThrown(error: ErrorData): Failure {
  return isUnwritten(error) ? { kind: 'unwritten' } : { kind: 'threw', error };
}
