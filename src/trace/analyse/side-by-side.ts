/** Something with a beginning and an end, in milliseconds. */
interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Ends and beginnings that overlap by less count as one after the other: an
 * answer's end and the next request's start are noted at about the same time.
 */
const toleranceMs = 1;

/**
 * Puts stretches that overlap side by side: gives each the number of a track,
 * from 0, and as few tracks as possible. Those that follow one another share
 * the first one.
 */
export function sideBySide(stretches: readonly Stretch[]): {
  readonly trackOf: readonly number[];
  readonly tracks: number;
} {
  const freeFromMs: number[] = [];
  const trackOf = stretches.map(() => 0);
  const inOrder = [...stretches.entries()].sort(
    ([, a], [, b]) => a.startMs - b.startMs,
  );
  for (const [index, { startMs, endMs }] of inOrder) {
    const free = freeFromMs.findIndex((ms) => ms <= startMs + toleranceMs);
    const track = free < 0 ? freeFromMs.length : free;
    trackOf[index] = track;
    freeFromMs[track] = endMs;
  }
  return { trackOf, tracks: freeFromMs.length };
}
