import { measureSlowness } from '../../lab/slowness.ts';

/** Taken at once: the learner's code may put others in their place. */
const { setTimeout, clearTimeout } = globalThis;

/** How long to wait for something, on a machine that may be busy. */
export interface Patience {
  /** How long to go on waiting; 0 once the time is over. */
  remainingMs(): number;
}

/**
 * However busy the machine is, a wait is prolonged by no more than this. It is
 * the same for a whole run and for each wait in it, so that a run lasts longer
 * than all of its waits.
 */
const mostTimes = 3;

/**
 * Returns a patience that begins now. When its time is over, and the machine is
 * busy with other work, it is prolonged as many times as work takes longer.
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
        endMs = startMs + timeoutMs * Math.min(slowness(), mostTimes);
      }
      return Math.max(0, endMs - performance.now());
    },
  };
}

/**
 * Calls back once when the time is over, which is later on a busy machine.
 * @returns a function that stops the wait
 */
export function startPatientTimer(
  timeoutMs: number,
  onEnd: () => void,
): () => void {
  const patience = createPatience(timeoutMs);
  let timer = setTimeout(look, timeoutMs);
  function look(): void {
    const remainingMs = patience.remainingMs();
    if (remainingMs === 0) onEnd();
    else timer = setTimeout(look, remainingMs);
  }
  return () => {
    clearTimeout(timer);
  };
}
