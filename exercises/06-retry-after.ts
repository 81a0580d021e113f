/**
 * # Again, politely
 *
 * Write `fetchPatiently`: it returns the text at a URL, and tries again when
 * that makes sense. `fetchText` below makes one attempt.
 *
 * - **Whether:** a status on the list `transient` may be over soon, and so may
 *   a broken connection, which is any error other than a `StatusError`. Any
 *   other status, such as 404, is thrown at once.
 * - **How often:** there are at most `most` attempts, the first one included.
 *   When the last one fails, its error is thrown.
 * - **When:** as long as the server says in `Retry-After`, in seconds or as a
 *   date; a date in the past means no wait. If the server does not say, wait
 *   `backOffMs(1)` milliseconds after the first attempt, `backOffMs(2)` after
 *   the second, and so on.
 *
 * Wait with `await sleep(ms)`, and with nothing else: a caller passes in a
 * `sleep` that waits, and the check passes in one that records for how long.
 */
import { request } from 'undici';

export interface Patience {
  /** How many attempts there are, the first one included. */
  readonly most: number;
  /** How long to wait after this many attempts, if the server does not say. */
  readonly backOffMs: (attempts: number) => number;
  /** Waits for `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Statuses that a later attempt may not have any more. */
const transient = [408, 429, 500, 502, 503, 504];

/** An answer with another status than 200. */
class StatusError extends Error {
  readonly status: number;
  /** The header Retry-After, if there was one. */
  readonly retryAfter: string | undefined;

  constructor(status: number, retryAfter: string | undefined) {
    super(`Status ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** One attempt: returns the text, and throws for any other status than 200. */
async function fetchText(url: string): Promise<string> {
  const { statusCode, headers, body } = await request(url);
  const text = await body.text();
  if (statusCode === 200) return text;
  throw new StatusError(statusCode, headers['retry-after']?.toString());
}

/** Returns the text at a URL, after further attempts if necessary. */
export async function fetchPatiently(
  url: string,
  { most, backOffMs, sleep }: Patience,
): Promise<string> {
  // TODO: try until it works, wait in between, and know when to stop.
  throw new Error('Not written yet: fetchPatiently.');
}
