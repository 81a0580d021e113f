// fails: retry-after
import { request } from 'undici';

export interface Patience {
  readonly most: number;
  readonly backOffMs: (attempts: number) => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const transient = [408, 429, 500, 502, 503, 504];

class StatusError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`Status ${status}`);
    this.status = status;
  }
}

async function fetchText(url: string): Promise<string> {
  const { statusCode, body } = await request(url);
  const text = await body.text();
  if (statusCode === 200) return text;
  throw new StatusError(statusCode);
}

export async function fetchPatiently(
  url: string,
  { most, backOffMs, sleep }: Patience,
): Promise<string> {
  function isWorthRetrying(error: unknown): boolean {
    return !(error instanceof StatusError) || transient.includes(error.status);
  }
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await fetchText(url);
    } catch (error) {
      if (attempts === most || !isWorthRetrying(error)) throw error;
      await sleep(backOffMs(attempts));
    }
  }
}
