/** By how much a connection's last answer was late, for its next request. */
export interface Lateness {
  /** Takes note of an answer that was due at `dueMs` and is given at `nowMs`. */
  answered(dueMs: number, nowMs: number): void;
  /**
   * How much earlier a request would have arrived if the answer before it had
   * not been late; 0 if it does not follow straight after that answer.
   */
  takeMs(arrivedMs: number): number;
}

/** Timers and threads are late by less than this; a machine that stands still is not. */
const mostMs = 5;

/**
 * A client that makes one request after another sends the next as soon as it
 * has an answer. So without this, the fractions of a millisecond by which timers
 * are late would add up over 150 requests, and be taken for the network's.
 */
export function createLateness(): Lateness {
  let lateMs = 0;
  let answeredMs = -Infinity;
  return {
    answered(dueMs, nowMs) {
      lateMs = Math.min(mostMs, Math.max(0, nowMs - dueMs));
      answeredMs = nowMs;
    },
    takeMs(arrivedMs) {
      const isNext = arrivedMs - answeredMs <= mostMs;
      const takenMs = isNext ? lateMs : 0;
      lateMs = 0;
      return takenMs;
    },
  };
}
