/** The parts of the screen, from top to bottom. */
export interface Frame {
  readonly head: readonly string[];
  /** The part that can be scrolled. */
  readonly body: readonly string[];
  readonly foot: readonly string[];
  /** The line of the body that must be seen, such as the selected one. */
  readonly focus?: number | undefined;
}

/**
 * Fits a frame to the screen: the result has exactly `rows` lines. If not even
 * head and foot fit, the last lines of the foot are kept longest.
 * @param scroll how many lines of the body are above the screen
 */
export function fitFrame(
  { head, body, foot, focus }: Frame,
  rows: number,
  scroll: number,
): { readonly lines: readonly string[]; readonly scroll: number } {
  const isSmall = rows < head.length + foot.length + 6;
  const top = isSmall ? head.slice(0, 1) : head;
  const bottom = (isSmall ? foot.filter(Boolean) : foot).slice(-(rows - 1));
  const room = Math.max(0, rows - top.length - bottom.length);
  const most = Math.max(0, body.length - room);
  const above = Math.min(scrollTo(focus, scroll, room), most);
  const shown = body.slice(above, above + room);
  const below = body.length - above - shown.length;
  if (below > 0 && room > 1) {
    shown.splice(-1, 1, `↓ ${below + 1} more lines (arrow keys)`);
  }
  const filling = Array<string>(room - shown.length).fill('');
  const lines = [...top, ...shown, ...filling, ...bottom].slice(-rows);
  return { lines, scroll: above };
}

/** Scrolls as little as possible; the last line may be about those below it. */
function scrollTo(
  focus: number | undefined,
  scroll: number,
  room: number,
): number {
  if (focus === undefined) return scroll;
  const least = Math.max(0, focus - Math.max(0, room - 2));
  return Math.min(Math.max(scroll, least), focus);
}
