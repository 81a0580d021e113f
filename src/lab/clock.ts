/** Where time comes from; passed in, so that a test can hold it still. */
export interface Clock {
  /** Milliseconds since some fixed instant. */
  now(): number;
  /** Calls back once at `dueMs` or as soon after as can be. */
  callAt(dueMs: number, callback: () => void): CancelCall;
}

export type CancelCall = () => void;

/**
 * How long before the due time the timer is left for a loop of immediates.
 * Timers count in whole milliseconds from the loop's last look at the clock
 * and come up to that much late; immediates come within microseconds, and let
 * sockets have their turn in between.
 */
const spinMs = 2;

/** The machine's monotonic clock, with calls at sub-millisecond precision. */
export const systemClock: Clock = {
  now: () => performance.now(),
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

export interface HeldClock extends Clock {
  /** Moves time forward, making each call that falls due at its instant. */
  advance(ms: number): void;
}

/** A clock that stands still at 0 until it is told to advance. */
export function createHeldClock(): HeldClock {
  let nowMs = 0;
  const calls = new Set<{ dueMs: number; callback: () => void }>();

  function nextCall(untilMs: number) {
    const [first] = [...calls].sort((a, b) => a.dueMs - b.dueMs);
    return first && first.dueMs <= untilMs ? first : undefined;
  }

  return {
    now: () => nowMs,
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
