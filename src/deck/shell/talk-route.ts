/** A slide, as far as a way through the deck is concerned. */
export interface WayPoint {
  /** Its column, and its place in that: 0 is the top. */
  readonly h: number;
  readonly v: number;
  /** Whether it is on the talk's route. */
  readonly isTalk: boolean;
}

/**
 * Which slide comes next. The talk passes by the slides that are not on its
 * route. From one of those, the way leads through what is below it, and then to
 * the next slide of the talk, if the talk has others in its column, or else to
 * the nearest column.
 * @param slides all of them, in their order
 * @returns undefined at the end
 */
export function nextPoint<Point extends WayPoint>(
  slides: readonly Point[],
  here: Point,
): Point | undefined {
  const after = slides.slice(slides.indexOf(here) + 1);
  const talk = after.find(({ isTalk }) => isTalk);
  if (here.isTalk) return talk;
  const [below] = after;
  if (below?.h === here.h) return below;
  return isAside(slides, here) ? talk : below;
}

/** The way back: up from what is below, and then along the talk. */
export function previousPoint<Point extends WayPoint>(
  slides: readonly Point[],
  here: Point,
): Point | undefined {
  const before = slides.slice(0, slides.indexOf(here));
  const talk = before.findLast(({ isTalk }) => isTalk);
  if (here.isTalk) return talk;
  const nearest = before.at(-1);
  if (nearest?.h === here.h) return nearest;
  return before.findLast(({ h, v }) => h === nearest?.h && v === 0);
}

/** Whether it is a side way of a column that the talk comes through. */
function isAside(slides: readonly WayPoint[], here: WayPoint): boolean {
  return slides.some(({ h, isTalk }) => isTalk && h === here.h);
}
