/** How many requests a client may make. */
export interface Rate {
  /** How many at once, after a pause. */
  readonly capacity: number;
  /** How long until one more may be made. */
  readonly refillMs: number;
}

export interface Grant {
  readonly isGranted: boolean;
  /** Whole tokens left. */
  readonly remaining: number;
  /** Until there is a token; 0 if there is one. */
  readonly nextMs: number;
  /** Until the bucket is full. */
  readonly fullMs: number;
}

export interface TokenBucket {
  /** Takes a token if there is one; refusals cost nothing. */
  take(nowMs: number): Grant;
}

/**
 * A bucket that begins full and gains a token every `refillMs`. It is calculated
 * at each request, so no timer runs for a client.
 */
export function createTokenBucket(rate: Rate, startMs: number): TokenBucket {
  const { capacity, refillMs } = rate;
  /** When it will be full if nothing more is taken: this is its whole state. */
  let fullAtMs = startMs;

  return {
    take(nowMs) {
      fullAtMs = Math.max(fullAtMs, nowMs);
      const missing = (fullAtMs - nowMs) / refillMs;
      const isGranted = missing <= capacity - 1;
      if (isGranted) fullAtMs += refillMs;
      const fullMs = fullAtMs - nowMs;
      const remaining = Math.max(0, Math.floor(capacity - fullMs / refillMs));
      const nextMs = Math.max(0, fullMs - (capacity - 1) * refillMs);
      return { isGranted, remaining, nextMs, fullMs };
    },
  };
}
