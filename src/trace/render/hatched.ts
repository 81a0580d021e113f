import { patterned } from './patterns.ts';
import { box, path } from './svg.ts';

/** Narrower than this, hatching is only a blur. */
const leastHatchedPx = 6;

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is drawn hatched. */
export type HatchedPhase = 'opening' | 'securing' | 'serverQueue';

/**
 * Steps of opening a connection, or a wait at the server: hatched, or plain
 * where it is too narrow.
 */
export function renderHatched(
  rectangles: readonly Bar[],
  phase: HatchedPhase,
): string {
  const isWide = ({ width }: Bar) => width >= leastHatchedPx;
  const narrow = rectangles.filter((each) => !isWide(each));
  return (
    patterned(phase, dataOf(rectangles.filter(isWide))) +
    path(dataOf(narrow), phase)
  );
}

/** Bars as the data of one path. */
export function dataOf(rectangles: readonly Bar[]): string {
  return rectangles
    .map(({ x, y, width, height }) => box(x, y, width, height))
    .join('');
}
