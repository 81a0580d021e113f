import { clamp } from '../../clamp.ts';
import { element, label } from '../../render/svg.ts';
import { duration } from '../../render/words.ts';
import type { Picture } from './picture.ts';

/** What is drawn over a picture. */
export interface Overlay {
  /** The row of the selected request. */
  readonly row: number | undefined;
  /** Where the pointer is in time. */
  readonly cursorMs: number | undefined;
  /** How far a replay has come; what comes later is veiled. */
  readonly untilMs: number | undefined;
  /** From where to where somebody drags. */
  readonly brush: readonly [fromPx: number, toPx: number] | undefined;
}

/** Draws what is selected, pointed at, dragged over and still to come. */
export function renderOverlay(overlay: Overlay, picture: Picture): string {
  const { row, cursorMs, untilMs, brush } = overlay;
  return [
    row === undefined ? '' : renderSelection(row, picture),
    untilMs === undefined ? '' : renderVeil(untilMs, picture),
    renderCursor(untilMs ?? cursorMs, picture),
    brush ? renderBrush(brush, picture) : '',
  ].join('');
}

function renderSelection(row: number, picture: Picture): string {
  return picture
    .boxesOf(row)
    .map(({ x, y, width, height }) =>
      element('rect', {
        class: 'lit',
        x: x - 2,
        y: y - 2,
        width: width + 4,
        height: Math.max(height, 1) + 4,
        rx: 2,
      }),
    )
    .join('');
}

function renderVeil(untilMs: number, picture: Picture): string {
  const { topPx, bottomPx, endPx } = picture;
  const x = picture.pxOf(untilMs);
  return element('rect', {
    class: 'veil',
    x,
    y: topPx - 2,
    width: Math.max(0, endPx - x + 12),
    height: bottomPx - topPx,
  });
}

function renderCursor(ms: number | undefined, picture: Picture): string {
  if (ms === undefined) return '';
  const { topPx, bottomPx, startPx, endPx } = picture;
  const x = clamp(picture.pxOf(ms), startPx, endPx);
  return (
    element('path', { class: 'cursor', d: `M${x} ${topPx}V${bottomPx}` }) +
    label(duration(ms), clamp(x, startPx + 20, endPx - 20), topPx - 5, {
      class: 'cursor-words',
      'text-anchor': 'middle',
    })
  );
}

function renderBrush(
  [fromPx, toPx]: readonly [fromPx: number, toPx: number],
  { topPx, bottomPx }: Picture,
): string {
  return element('rect', {
    class: 'brush',
    x: Math.min(fromPx, toPx),
    y: topPx,
    width: Math.abs(toPx - fromPx),
    height: bottomPx - topPx,
  });
}
