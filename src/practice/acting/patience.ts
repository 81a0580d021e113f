import { measureSlowness } from '../../lab/slowness.ts';

/** How long to wait for something, on a machine that may be busy. */
export interface Patience {
  /** How long to go on waiting; 0 once the time is over. */
  remainingMs(): number;
}

/** However busy the machine is, nobody waits longer than this in addition. */
const mostAddedMs = 40_000;

/**
 * Returns a patience that begins now. When its time is over, and the machine is
 * busy with other work, it is prolonged by as many times as work takes longer,
 * but by no more than 40 seconds.
 */
export function createPatience(
  timeoutMs: number,
  slowness = measureSlowness,
): Patience {
  const startMs = performance.now();
  let endMs = startMs + timeoutMs;
  return {
    remainingMs() {
      if (performance.now() >= endMs) {
        const addedMs = timeoutMs * (slowness() - 1);
        endMs = startMs + timeoutMs + Math.min(addedMs, mostAddedMs);
      }
      return Math.max(0, endMs - performance.now());
    },
  };
}
