/** The source of time; passed in, so that a test can stop it. */
export interface Clock {
  /** Milliseconds since some fixed instant. */
  now(): number;
  /** What to add to `now()` for milliseconds since 1970. */
  readonly originEpochMs: number;
  /** Calls back once, at `dueMs` or as soon after as possible. */
  callAt(dueMs: number, callback: () => void): CancelCall;
}

export type CancelCall = () => void;

/**
 * How long before the due time a loop of immediates replaces the timer. Timers
 * count in whole milliseconds from when the event loop last read the clock, and
 * may be late by as much; immediates come within microseconds, and the loop
 * still serves sockets between them.
 */
const spinMs = 2;

/** The machine's monotonic clock, with calls at sub-millisecond precision. */
export const systemClock: Clock = {
  now: () => performance.now(),
  // The same in all threads of a process, so that their times can be compared.
  originEpochMs: performance.timeOrigin,
  callAt(dueMs, callback) {
    let timeout: NodeJS.Timeout | undefined;
    let immediate: NodeJS.Immediate | undefined;
    const wait = () => {
      const remainingMs = dueMs - performance.now();
      if (remainingMs > spinMs) {
        timeout = setTimeout(wait, remainingMs - spinMs);
      } else immediate = setImmediate(remainingMs > 0 ? wait : callback);
    };
    wait();
    return () => {
      clearTimeout(timeout);
      clearImmediate(immediate);
    };
  },
};

interface HeldClock extends Clock {
  /** Moves time forward and makes each call at the instant it is due. */
  advance(ms: number): void;
}

/** A clock that stands still at 0 until `advance` is called. */
export function createHeldClock(): HeldClock {
  let nowMs = 0;
  const calls = new Set<{ dueMs: number; callback: () => void }>();

  function nextCall(untilMs: number) {
    const [first] = [...calls].sort((a, b) => a.dueMs - b.dueMs);
    return first && first.dueMs <= untilMs ? first : undefined;
  }

  return {
    now: () => nowMs,
    originEpochMs: 0,
    callAt(dueMs, callback) {
      const call = { dueMs, callback };
      calls.add(call);
      return () => calls.delete(call);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let call = nextCall(untilMs); call; call = nextCall(untilMs)) {
        calls.delete(call);
        nowMs = Math.max(nowMs, call.dueMs);
        call.callback();
      }
      nowMs = untilMs;
    },
  };
}
