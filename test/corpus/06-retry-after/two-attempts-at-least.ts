// fails: bound
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
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await fetchText(url);
    } catch (error) {
      if (error instanceof StatusError && !transient.includes(error.status)) {
        throw error;
      }
      const header =
        error instanceof StatusError ? error.retryAfter : undefined;
      const ms =
        header === undefined
          ? backOffMs(attempts)
          : /^\d+$/.test(header)
            ? 1000 * +header
            : Math.max(0, +new Date(header) - Date.now());
      await sleep(ms);
      if (attempts + 1 === most) return fetchText(url);
    }
  }
}
