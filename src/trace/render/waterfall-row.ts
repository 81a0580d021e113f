import type { RequestTrace } from '../trace.ts';
import type { Plot } from './figure.ts';
import { outcomeMark } from './legend.ts';
import { renderOpening } from './opening.ts';
import { outcomeOf, type PhaseSpan } from '../analyse/phases.ts';
import { describeRequest, endWords, pathWords } from './request-words.ts';
import { box, element, label, path, tooltip } from './svg.ts';

/** Where a waterfall's row is, and the requests that it stands for. */
export interface Row {
  readonly group: readonly [RequestTrace, ...RequestTrace[]];
  /** Of its first request, in the trace. */
  readonly index: number;
  readonly topPx: number;
  readonly barPx: number;
  /** Whether it touches its neighbours, so that they become an area. */
  readonly isSolid: boolean;
}

/** One row: its phases, its outcome, and its words where there is room. */
export function renderRow(
  row: Row,
  spans: readonly PhaseSpan[],
  withWords: boolean,
  plot: Plot,
): string {
  const [request] = row.group;
  return element(
    'g',
    { 'data-request': row.index },
    tooltip(describeRequest(request, spans)),
    ...visible(spans, plot).map((span) => drawSpan(span, row, plot)),
    withWords
      ? rowWords(request, spans, row, plot)
      : thinMark(row, spans, plot),
  );
}

/** Leaves out spans that are too narrow to see. */
export function visible(spans: readonly PhaseSpan[], { x }: Plot): PhaseSpan[] {
  const seen = spans.filter(
    ({ startMs, endMs }) => x(endMs) - x(startMs) > 0.2,
  );
  return seen.length > 0 ? seen : spans.slice(-1);
}

function drawSpan(span: PhaseSpan, row: Row, { x }: Plot): string {
  const { topPx, barPx } = row;
  const left = x(span.startMs);
  const width = Math.max(0.6, x(span.endMs) - left);
  switch (span.phase) {
    case 'queued':
      return renderQueued(left, width, row);
    case 'opening':
    case 'securing': {
      const bar = { x: left, y: topPx, width, height: barPx };
      return renderOpening([bar], span.phase);
    }
    default:
      return path(box(left, topPx, width, barPx), span.phase);
  }
}

/** A thin line in the middle of its row, or a pale band where rows touch. */
function renderQueued(
  x: number,
  width: number,
  { topPx, barPx, isSolid }: Row,
): string {
  if (isSolid) return path(box(x, topPx, width, barPx), 'queued-band');
  const linePx = Math.min(2, barPx / 3);
  return path(box(x, topPx + (barPx - linePx) / 2, width, linePx), 'queued');
}

function endPx(spans: readonly PhaseSpan[], { x }: Plot): number {
  return x(spans.at(-1)?.endMs ?? 0);
}

function rowWords(
  request: RequestTrace,
  spans: readonly PhaseSpan[],
  { topPx, barPx }: Row,
  plot: Plot,
): string {
  const baselinePx = topPx + barPx / 2 + 4;
  const outcome = outcomeOf(request);
  const mark =
    outcome === 'answered'
      ? ''
      : outcomeMark(outcome, endPx(spans, plot) + 7, topPx + barPx / 2);
  return (
    label(pathWords(request, 20), 0, baselinePx) +
    mark +
    endLabels(request, spans, baselinePx, plot.widthPx)
  );
}

/** Status, bytes and milliseconds, in columns at the figure's edge. */
function endLabels(
  request: RequestTrace,
  spans: readonly PhaseSpan[],
  y: number,
  widthPx: number,
): string {
  const { status, bytes, time } = endWords(request, spans);
  const bad = ['failed', 'error status'].includes(outcomeOf(request));
  const end = { 'text-anchor': 'end' };
  return (
    label(status, widthPx - 154, y, { class: bad ? 'bad' : undefined }) +
    label(bytes, widthPx - 54, y, { class: 'muted', ...end }) +
    label(time, widthPx, y, end)
  );
}

/** In thin rows the mark is at the edge, and stands for all requests of the row. */
function thinMark(
  { group, topPx, barPx }: Row,
  spans: readonly PhaseSpan[],
  plot: Plot,
): string {
  const outcomes = group.map(outcomeOf);
  const bad = outcomes.filter(
    (each) => !['answered', 'running'].includes(each),
  );
  if (bad.length === 0) return '';
  const aborted = bad.every((each) => each === 'aborted');
  const left = group.length === 1 ? endPx(spans, plot) : plot.rightPx + 4;
  const markPx = Math.max(1.5, barPx);
  return path(box(left + 2, topPx, 8, markPx), aborted ? 'aborted' : 'alarm');
}
