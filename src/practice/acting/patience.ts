import { measureSlowness } from '../../lab/slowness.ts';

/** How long to wait for something, on a machine that may be busy. */
export interface Patience {
  /** How long to go on waiting; 0 once the time is over. */
  remainingMs(): number;
}

/**
 * Returns a patience that begins now. When its time is over, and the machine is
 * busy with other work, it is prolonged by as many times as work takes longer.
 */
export function createPatience(
  timeoutMs: number,
  slowness = measureSlowness,
): Patience {
  const startMs = performance.now();
  let endMs = startMs + timeoutMs;
  return {
    remainingMs() {
      if (performance.now() >= endMs) endMs = startMs + timeoutMs * slowness();
      return Math.max(0, endMs - performance.now());
    },
  };
}
