import { percentile } from './summarise.ts';

/** Repeated measurements of one thing, in numbers. */
export interface Statistics {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  /** How many measurements. */
  readonly count: number;
}

/**
 * Median (the lower of the two middle ones where the count is even) and range.
 * @throws RangeError without values
 */
export function statisticsOf(values: readonly number[]): Statistics {
  const sorted = values.toSorted((a, b) => a - b);
  const lowest = sorted[0];
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) {
    throw new RangeError('There are no measurements to describe.');
  }
  const median = percentile(sorted, 0.5);
  return { median, lowest, highest, count: sorted.length };
}

/** How many times as fast one is as the other, and whether that is certain. */
interface SpeedUp {
  /** The ratio of the medians: 2 is twice as fast. */
  readonly ratio: number;
  /**
   * False when the ranges overlap: the next repeat might show the opposite. A
   * single measurement has no range, so its result counts as clear.
   */
  readonly clear: boolean;
}

/** Compares durations: how many times as fast `after` is as `before`. */
export function speedUp(before: Statistics, after: Statistics): SpeedUp {
  const overlap =
    before.lowest <= after.highest && after.lowest <= before.highest;
  return { ratio: before.median / after.median, clear: !overlap };
}
