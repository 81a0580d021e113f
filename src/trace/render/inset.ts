import type { PhaseSpan } from '../analyse/phases.ts';
import type { ServerSpan } from '../analyse/server-spans.ts';
import type { RequestTrace } from '../trace.ts';
import type { Plot } from './figure.ts';
import { linearScale } from './scale.ts';
import { element, label } from './svg.ts';
import { drawBars, rowMark } from './waterfall-row.ts';
import { count, duration } from './words.ts';

/** A request, its phases, and where its row is. */
export interface PlacedRow {
  readonly request: RequestTrace;
  readonly spans: readonly PhaseSpan[];
  readonly atServer: readonly ServerSpan[];
  readonly topPx: number;
}

const shown = 5;
/** The widest that is free is taken. */
const widthsPx = [290, 240, 190];
const rowPx = 12;
const headingPx = 17;
const axisPx = 15;
const heightPx = headingPx + shown * rowPx + axisPx;
const marginPx = 8;
/** For the requests' numbers. */
const numbersPx = 34;
/** For the mark of one that failed. */
const markPx = 14;

/**
 * Five of many rows, large enough that their phases can be seen, on a time axis
 * of their own: in a corner of the plot that the rows leave free. Empty where
 * there is none, as in pictures whose rows are wide anyway.
 */
export function renderInset(
  rows: readonly PlacedRow[],
  plotHeightPx: number,
  plot: Plot,
): string {
  const corner = widthsPx
    .map((widthPx) => freeCorner(rows, plotHeightPx, widthPx, plot))
    .find((each) => each !== undefined);
  if (!corner || rows.length < 2 * shown) return '';
  const middle = Math.floor((rows.length - shown) / 2);
  return drawInset(rows.slice(middle, middle + shown), corner, plot);
}

interface Corner {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** Rows in order of time leave the upper right free, or the lower left. */
function freeCorner(
  rows: readonly PlacedRow[],
  plotHeightPx: number,
  widthPx: number,
  { x, leftPx, rightPx }: Plot,
): Corner | undefined {
  const rightX = rightPx - widthPx;
  const lowerY = plotHeightPx - heightPx;
  if (lowerY < 0 || rightX < leftPx) return undefined;
  const isUpperFree = rows
    .filter(({ topPx }) => topPx < heightPx + marginPx)
    .every(
      ({ spans }) => x(spans.at(-1)?.endMs ?? 0) + markPx < rightX - marginPx,
    );
  if (isUpperFree) return { x: rightX, y: 0, widthPx };
  const isLowerFree = rows
    .filter(({ topPx }) => topPx > lowerY - marginPx)
    .every(
      ({ spans }) => x(spans[0]?.startMs ?? 0) > leftPx + widthPx + marginPx,
    );
  return isLowerFree ? { x: leftPx + 1, y: lowerY, widthPx } : undefined;
}

function drawInset(
  rows: readonly PlacedRow[],
  { x, y, widthPx }: Corner,
  plot: Plot,
): string {
  const work = rows.flatMap(({ spans }) =>
    spans.filter(({ phase }) => phase !== 'queued'),
  );
  const each = work.length > 0 ? work : rows.flatMap(({ spans }) => spans);
  const toMs = Math.max(...each.map(({ endMs }) => endMs));
  const firstMs = Math.min(...each.map(({ startMs }) => startMs));
  // A bit of the wait before them; all of it may be far longer than the rest.
  const fromMs = Math.max(0, firstMs - 0.1 * (toMs - firstMs));
  const leftPx = x + numbersPx;
  const rightPx = x + widthPx - marginPx - markPx;
  const own: Plot = {
    ...plot,
    leftPx,
    rightPx,
    x: linearScale(fromMs, toMs, leftPx, rightPx),
  };
  const axisY = y + headingPx + rows.length * rowPx + 10;
  const muted = { class: 'muted' };
  return element(
    'g',
    { class: 'inset' },
    element('rect', {
      class: 'inset-frame',
      x: x + 0.5,
      y: y + 0.5,
      width: widthPx - 1,
      height: heightPx - 1,
    }),
    label(headingOf(rows), x + marginPx, y + 12, muted),
    ...rows.map((row, index) =>
      drawRow(row, x, y + headingPx + index * rowPx, own),
    ),
    label(duration(fromMs), leftPx, axisY, muted),
    label(duration(toMs), rightPx, axisY, { ...muted, 'text-anchor': 'end' }),
  );
}

function headingOf(rows: readonly PlacedRow[]): string {
  const [first, last] = [rows[0]?.request.id, rows.at(-1)?.request.id];
  return `requests ${count(first ?? 0)} to ${count(last ?? 0)}, larger`;
}

function drawRow(
  { request, spans, atServer }: PlacedRow,
  x: number,
  topPx: number,
  plot: Plot,
): string {
  const barPx = rowPx - (atServer.length > 0 ? 3 : 4);
  const row = { group: [request] as const, index: 0, topPx, barPx, atServer };
  return (
    label(count(request.id), x + numbersPx - 6, topPx + 8, {
      class: 'muted',
      'text-anchor': 'end',
    }) +
    drawBars(row, spans, plot) +
    rowMark(row, spans, plot)
  );
}
