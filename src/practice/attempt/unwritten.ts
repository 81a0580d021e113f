import type { Failure, ErrorData } from './attempt.ts';

/** How the error of a starter begins. */
const notWritten = 'Not written yet';

/** The line of a starter in place of the code that the learner writes. */
export function renderUnwritten(name: string): string {
  return `throw new Error('${notWritten}: ${name}.');`;
}

/** Whether a thrown value is the error of a starter. */
export function isUnwritten(error: unknown): boolean {
  const thrown = error as { readonly message?: unknown } | null | undefined;
  const message = thrown?.message;
  return typeof message === 'string' && message.startsWith(notWritten);
}

/** The failure of a run whose function threw. */
export function failureOfThrown(error: ErrorData): Failure {
  return isUnwritten(error) ? { kind: 'unwritten' } : { kind: 'threw', error };
}
