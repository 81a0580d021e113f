/** What is on the screen, from top to bottom. */
export interface Frame {
  readonly head: readonly string[];
  /** What can be scrolled. */
  readonly body: readonly string[];
  readonly foot: readonly string[];
}

/**
 * Makes a frame fit: as many lines as there are rows, never more. Where not
 * even head and foot fit, the foot's last lines stay longest.
 * @param scroll how many lines of the body are above; held within bounds
 */
export function fitFrame(
  { head, body, foot }: Frame,
  rows: number,
  scroll: number,
): { readonly lines: readonly string[]; readonly scroll: number } {
  const isSmall = rows < head.length + foot.length + 6;
  const top = isSmall ? head.slice(0, 1) : head;
  const bottom = (isSmall ? foot.filter(Boolean) : foot).slice(-(rows - 1));
  const room = Math.max(0, rows - top.length - bottom.length);
  const most = Math.max(0, body.length - room);
  const above = Math.min(scroll, most);
  const shown = body.slice(above, above + room);
  const below = body.length - above - shown.length;
  if (below > 0 && room > 1) {
    shown.splice(-1, 1, `↓ ${below + 1} more lines (arrow keys)`);
  }
  const filling = Array<string>(room - shown.length).fill('');
  const lines = [...top, ...shown, ...filling, ...bottom].slice(-rows);
  return { lines, scroll: above };
}
