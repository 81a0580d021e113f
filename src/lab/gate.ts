import type { CancelCall, Clock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';
import { measureSlowness } from './slowness.ts';

/** Once all the expected requests wait, the gate opens after this long without another. */
export const settleMs = 250;

/** While fewer wait than are expected, it opens after this long without another. */
export const settleEarlyMs = 2000;

/** Which requests a gate waits for. */
export interface GateOptions {
  /** How many requests at once are expected. */
  readonly expected: number;
  /** Only requests whose paths begin with this wait; by default, all of them. */
  readonly under?: string;
  /**
   * Keeps the first one waiting until this many have passed in all, or no more
   * arrive. So it shows whether a client waits for the first answer before it
   * sends the others.
   */
  readonly firstWaitsFor?: number;
}

export interface Gate {
  /** Lets a request for a path pass, at once or when the gate opens. */
  pass(path: string, run: () => void): CancelCall;
  /** Closes it again, for the next requests. */
  reset(): void;
}

type WaitingRoom = Pick<Gate, 'reset'> & {
  enter(run: () => void): CancelCall;
};

const ignore = () => undefined;

/** For a site without a gate: every request passes at once. */
export const openGate: Gate = {
  pass(_path, run) {
    run();
    return ignore;
  },
  reset: ignore,
};

/**
 * Keeps the first requests waiting until it is clear how many their client
 * sends without an answer; then it opens, and stays open. So the number in
 * flight at once depends on the client alone, however busy the machine is.
 */
export function createGate(
  options: number | GateOptions,
  clock: Clock,
  scheduler: Scheduler,
  slowness = measureSlowness,
): Gate {
  const named = typeof options === 'number' ? { expected: options } : options;
  const { expected, under = '/', firstWaitsFor = 0 } = named;
  const waitFor = createPatience(clock, scheduler, slowness);
  const crowd = createCrowd(expected, waitFor);
  const first = createFirst(firstWaitsFor, waitFor);
  return {
    pass(path, run) {
      if (!path.startsWith(under)) return openGate.pass(path, run);
      let leaveFirst: CancelCall = ignore;
      const leaveCrowd = crowd.enter(() => {
        leaveFirst = first.enter(run);
      });
      return () => {
        leaveCrowd();
        leaveFirst();
      };
    },
    reset() {
      crowd.reset();
      first.reset();
    },
  };
}

/** Calls back after a wait, unless that is cancelled. */
type WaitFor = (waitMs: number, run: () => void) => CancelCall;

/**
 * Returns waits that are as many times longer as the machine is slower when
 * they would end: a client that gets no turn has not stopped sending.
 */
function createPatience(
  clock: Clock,
  scheduler: Scheduler,
  slowness: () => number,
): WaitFor {
  return (waitMs, run) => {
    const startMs = clock.now();
    let cancel = scheduler.at(startMs + waitMs, look);
    return () => {
      cancel();
    };

    function look(): void {
      const endMs = startMs + waitMs * slowness();
      if (clock.now() >= endMs) run();
      else cancel = scheduler.at(endMs, look);
    }
  };
}

/** Where requests wait until as many have arrived as are expected. */
function createCrowd(expected: number, waitFor: WaitFor): WaitingRoom {
  let waiting = new Set<() => void>();
  let isOpen = false;
  let cancelOpening: CancelCall = ignore;

  function open(): void {
    isOpen = true;
    const all = waiting;
    waiting = new Set();
    for (const run of all) run();
  }

  return {
    enter(run) {
      if (isOpen) {
        run();
        return ignore;
      }
      waiting.add(run);
      cancelOpening();
      const waitMs = waiting.size < expected ? settleEarlyMs : settleMs;
      cancelOpening = waitFor(waitMs, open);
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

/** Where only the first request waits, until `expected` of them have arrived. */
function createFirst(expected: number, waitFor: WaitFor): WaitingRoom {
  let count = 0;
  let letFirstOn = ignore as () => void;
  let cancelRelease: CancelCall = ignore;

  function release(): void {
    cancelRelease();
    letFirstOn();
    letFirstOn = ignore;
  }

  return {
    enter(run) {
      count += 1;
      if (count > 1 || expected <= 1) run();
      else letFirstOn = run;
      cancelRelease();
      if (count >= expected) release();
      else cancelRelease = waitFor(settleEarlyMs, release);
      return () => {
        if (letFirstOn === run) letFirstOn = ignore;
      };
    },
    reset() {
      cancelRelease();
      count = 0;
      letFirstOn = ignore;
    },
  };
}
