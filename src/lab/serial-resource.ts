/** Something that serves only one at a time, in order of arrival. */
interface SerialResource {
  /**
   * Takes the next free slot of `durationMs` that begins at `nowMs` or later,
   * and returns when that slot ends.
   */
  reserve(nowMs: number, durationMs: number): number;
  /** Forgets all slots taken. */
  reset(): void;
}

/**
 * Reservations on a virtual clock: no timer runs for a slot, so slots are
 * exact however many are taken and however late a timer fires.
 */
export function createSerialResource(): SerialResource {
  let freeAtMs = -Infinity;
  return {
    reserve(nowMs, durationMs) {
      freeAtMs = Math.max(nowMs, freeAtMs) + durationMs;
      return freeAtMs;
    },
    reset() {
      freeAtMs = -Infinity;
    },
  };
}
