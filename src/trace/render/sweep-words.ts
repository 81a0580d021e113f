import { durationLike } from './words.ts';

/** How long the same work took under one bound. */
export interface SweepPoint {
  /** How much of the work was allowed at a time. */
  readonly bound: number;
  /** How long the work took under it. */
  readonly seconds: number;
}

/** The points that can be drawn, by their bounds. */
export function drawable(points: readonly SweepPoint[]): SweepPoint[] {
  return points
    .filter(({ bound, seconds }) => bound > 0 && seconds > 0)
    .filter(({ bound, seconds }) => Number.isFinite(bound + seconds))
    .sort((a, b) => a.bound - b.bound);
}

/** The quickest point; of equal ones that with the lowest bound. */
export function bestPoint(
  points: readonly SweepPoint[],
): SweepPoint | undefined {
  return drawable(points).reduce<SweepPoint | undefined>(
    (best, point) => (best && best.seconds <= point.seconds ? best : point),
    undefined,
  );
}

/** `Quickest with 20 at a time: 0.65 s` */
export function sweepHeadline(points: readonly SweepPoint[]): string {
  const best = bestPoint(points);
  if (!best) return 'No points yet';
  const time = durationLike(best.seconds, longestOf(drawable(points)));
  return `Quickest with ${best.bound} at a time: ${time}`;
}

/** The longest time among points, in seconds; 0 of none. */
export function longestOf(points: readonly SweepPoint[]): number {
  return Math.max(0, ...points.map(({ seconds }) => seconds));
}

/** Every point of a sweep, in words. */
export function describeSweep(points: readonly SweepPoint[]): string {
  const shown = drawable(points);
  const longest = longestOf(shown);
  const words = shown.map(
    ({ bound, seconds }) => `${bound}: ${durationLike(seconds, longest)}`,
  );
  return `Time taken by how many at a time: ${words.join(', ')}.`;
}
