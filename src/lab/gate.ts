import type { CancelCall, Clock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';

/** How long nobody new must have come, once as many wait as are expected. */
export const quietMs = 250;

/** How long to wait for the next one while there are fewer. */
export const patienceMs = 2000;

/** Whom a gate waits for. */
export interface GateOptions {
  /** How many requests at once are expected. */
  readonly expected: number;
  /** Only requests for paths that begin so wait; all of them unless told. */
  readonly under?: string;
  /**
   * Keeps the very first one waiting until so many have passed in all, or no
   * more come: a client that waits for it before it goes on is seen to do so.
   */
  readonly firstWaitsFor?: number;
}

export interface Gate {
  /** Lets a request for a path on, at once or when the gate opens. */
  pass(path: string, run: () => void): CancelCall;
  /** Closes it again, for the next who come. */
  reset(): void;
}

type WaitingRoom = Pick<Gate, 'reset'> & {
  enter(run: () => void): CancelCall;
};

const ignore = () => undefined;

/** For a site that waits for nobody. */
export const openGate: Gate = {
  pass(_path, run) {
    run();
    return ignore;
  },
  reset: ignore,
};

/**
 * Keeps the first requests waiting until it is plain how many their client
 * sends without an answer; then it opens, and stays open. So what was in
 * flight at once is the client's doing alone, however busy the machine is.
 */
export function createGate(
  options: number | GateOptions,
  clock: Clock,
  scheduler: Scheduler,
): Gate {
  const named = typeof options === 'number' ? { expected: options } : options;
  const { expected, under = '/', firstWaitsFor = 0 } = named;
  const crowd = createCrowd(expected, clock, scheduler);
  const first = createFirst(firstWaitsFor, clock, scheduler);
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

/** Where all wait until as many are there as are expected. */
function createCrowd(
  expected: number,
  clock: Clock,
  scheduler: Scheduler,
): WaitingRoom {
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

/** Where the first alone waits until so many have come. */
function createFirst(
  expected: number,
  clock: Clock,
  scheduler: Scheduler,
): WaitingRoom {
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
      else cancelRelease = scheduler.at(clock.now() + patienceMs, release);
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
