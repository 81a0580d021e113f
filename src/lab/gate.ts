import type { CancelCall, Clock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';

/** How long nobody new must have come, once as many wait as are expected. */
export const quietMs = 250;

/** How long to wait for the next one while there are fewer. */
export const patienceMs = 2000;

export interface Gate {
  /** Lets a request on, at once or when the gate opens. */
  pass(run: () => void): CancelCall;
  /** Closes it again, for the next who come. */
  reset(): void;
}

/** For a site that waits for nobody. */
export const openGate: Gate = {
  pass(run) {
    run();
    return () => undefined;
  },
  reset: () => undefined,
};

/**
 * Keeps the first requests waiting until it is plain how many their client
 * sends without an answer; then it opens, and stays open. So what was in
 * flight at once is the client's doing alone, however busy the machine is.
 */
export function createGate(
  expected: number,
  clock: Clock,
  scheduler: Scheduler,
): Gate {
  let waiting = new Set<() => void>();
  let isOpen = false;
  let cancelOpening: CancelCall = () => undefined;

  function open(): void {
    isOpen = true;
    const all = waiting;
    waiting = new Set();
    for (const run of all) run();
  }

  return {
    pass(run) {
      if (isOpen) return openGate.pass(run);
      waiting.add(run);
      cancelOpening();
      const waitMs = waiting.size < expected ? patienceMs : quietMs;
      cancelOpening = scheduler.at(clock.now() + waitMs, open);
      return () => {
        waiting.delete(run);
      };
    },
    reset() {
      cancelOpening();
      isOpen = false;
    },
  };
}
