// fails: bound
import { request } from 'undici';

export interface Patience {
  readonly most: number;
  readonly backOffMs: (attempts: number) => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const transient = [408, 429, 500, 502, 503, 504];

class StatusError extends Error {
  readonly status: number;
  readonly retryAfter: string | undefined;

  constructor(status: number, retryAfter: string | undefined) {
    super(`Status ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

async function fetchText(url: string): Promise<string> {
  const { statusCode, headers, body } = await request(url);
  const text = await body.text();
  if (statusCode === 200) return text;
  throw new StatusError(statusCode, headers['retry-after']?.toString());
}

export async function fetchPatiently(
  url: string,
  { most, backOffMs, sleep }: Patience,
): Promise<string> {
  function isWorthRetrying(error: unknown): boolean {
    return !(error instanceof StatusError) || transient.includes(error.status);
  }
  function askedToWaitMs(error: unknown): number | undefined {
    if (!(error instanceof StatusError) || !error.retryAfter) return undefined;
    const seconds = Number(error.retryAfter);
    if (!Number.isNaN(seconds)) return seconds * 1000;
    return Math.max(0, Date.parse(error.retryAfter) - Date.now());
  }
  let firstError: unknown;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await fetchText(url);
    } catch (error) {
      firstError ??= error;
      if (attempts === most || !isWorthRetrying(error)) throw firstError;
      await sleep(askedToWaitMs(error) ?? backOffMs(attempts));
    }
  }
}
