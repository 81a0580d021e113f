import type { Answer } from './ask.ts';

const transient = `408 429 500 502 503 504
  ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EAI_AGAIN UND_ERR_SOCKET
  UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT
  TimeoutError`.split(/\s+/);

/** The longest wait, whatever a server asks for. */
const mostPatientMs = 60_000;

/** Returns an error's code, or its name if it has none. */
export function codeOf(failure: Error): string {
  const { code } = failure as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : failure.name;
}

/** Returns how long a server asks to wait, if it does: in seconds or as a date. */
function retryAfterMs({ headers }: Answer): number {
  const text = String(headers['retry-after'] ?? '').trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return Math.max(0, Date.parse(text) - Date.now()) || 0;
}

/** Whether a failure may be over soon; false for a success. */
function isTransient(outcome: Answer | Error): boolean {
  const isError = outcome instanceof Error;
  return transient.includes(isError ? codeOf(outcome) : `${outcome.status}`);
}

/**
 * Returns how long to wait before the next attempt: a random time up to a bound
 * that doubles, or as long as the server says if that is longer; Infinity if
 * another attempt is pointless.
 */
export function pauseMs(outcome: Answer | Error, attempts: number): number {
  if (!isTransient(outcome)) return Infinity;
  const backOffMs = Math.random() * 100 * 2 ** attempts;
  if (outcome instanceof Error) return backOffMs;
  return Math.max(retryAfterMs(outcome), backOffMs);
}

/**
 * Repeats the work while that may help, at most `retries` times.
 * @param pause waits so many milliseconds
 * @throws what the last attempt or a pause threw
 */
export async function retry(
  work: () => Promise<Answer>,
  retries: number,
  pause: (waitMs: number) => Promise<unknown>,
): Promise<Answer> {
  for (let attempts = 1; ; attempts += 1) {
    const outcome = await work().catch((error: unknown) => error as Error);
    const waitMs = attempts > retries ? Infinity : pauseMs(outcome, attempts);
    if (waitMs <= mostPatientMs) await pause(waitMs);
    else if (outcome instanceof Error) throw outcome;
    else return outcome;
  }
}
