import type { ConnectionTrace, RequestTrace } from '../trace.ts';
import type { Plot } from './figure.ts';
import { outcomeMark } from './legend.ts';
import { dataOf, renderOpening, type Bar } from './opening.ts';
import { outcomeOf, type Outcome, type PhaseSpan } from '../analyse/phases.ts';
import { describeRequest, endWords, pathWords } from './request-words.ts';
import { element, label, path, tooltip } from './svg.ts';

/** Where a waterfall's row is, and the requests that it stands for. */
export interface Row {
  readonly group: readonly [RequestTrace, ...RequestTrace[]];
  /** The one that carried its first request, if one did. */
  readonly connection?: ConnectionTrace | undefined;
  /** Of its first request, in the trace. */
  readonly index: number;
  readonly topPx: number;
  readonly barPx: number;
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
    tooltip(describeRequest(request, spans, row.connection)),
    drawSpans(row, spans, plot),
    rowMark(row, spans, plot),
    withWords ? rowWords(request, spans, row, plot) : '',
  );
}

/** The phases of a row as bars. */
export function drawSpans(
  row: Row,
  spans: readonly PhaseSpan[],
  plot: Plot,
): string {
  return visible(spans, plot)
    .map((span) => drawSpan(span, row, plot))
    .join('');
}

/** Leaves out spans that are too narrow to see. */
export function visible(spans: readonly PhaseSpan[], { x }: Plot): PhaseSpan[] {
  const seen = spans.filter(
    ({ startMs, endMs }) => x(endMs) - x(startMs) > 0.2,
  );
  return seen.length > 0 ? seen : spans.slice(-1);
}

function drawSpan(span: PhaseSpan, row: Row, plot: Plot): string {
  return drawBars(span.phase, [barOf(span, row, plot)]);
}

function barOf({ startMs, endMs }: PhaseSpan, row: Row, { x }: Plot): Bar {
  const { topPx, barPx } = row;
  const left = x(startMs);
  const width = Math.max(0.6, x(endMs) - left);
  return { x: left, y: topPx, width, height: barPx };
}

function drawBars(phase: PhaseSpan['phase'], bars: readonly Bar[]): string {
  const isOpening = phase === 'opening' || phase === 'securing';
  return isOpening ? renderOpening(bars, phase) : path(dataOf(bars), phase);
}

/** A row and what its first request did. */
export interface RowWithSpans {
  readonly row: Row;
  readonly spans: readonly PhaseSpan[];
}

/**
 * Thin rows as one path for each phase, in a third of the characters: without
 * words for each, and not to be told apart by a script.
 */
export function renderThinRows(
  rows: readonly RowWithSpans[],
  plot: Plot,
): string {
  const bars = rows.flatMap(({ row, spans }) =>
    visible(spans, plot).map((span) => ({
      phase: span.phase,
      bar: barOf(span, row, plot),
    })),
  );
  const paths = [...Map.groupBy(bars, ({ phase }) => phase)].map(
    ([phase, ofPhase]) =>
      drawBars(
        phase,
        ofPhase.map(({ bar }) => bar),
      ),
  );
  const marks = rows.map(({ row, spans }) => rowMark(row, spans, plot));
  return [...paths, ...marks].join('');
}

function endPx(spans: readonly PhaseSpan[], { x }: Plot): number {
  return x(spans.at(-1)?.endMs ?? 0);
}

function rowWords(
  request: RequestTrace,
  spans: readonly PhaseSpan[],
  { topPx, barPx, connection }: Row,
  plot: Plot,
): string {
  const baselinePx = topPx + barPx / 2 + 4;
  return (
    label(pathWords(request, 20, connection), 0, baselinePx) +
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

/**
 * Where a row stands for several requests, the mark stands for all of them, at
 * the edge.
 */
export function rowMark(
  { group, topPx, barPx }: Row,
  spans: readonly PhaseSpan[],
  plot: Plot,
): string {
  const bad = group.map(outcomeOf).filter(isBad);
  if (bad.length === 0) return '';
  const aborted = bad.every((each) => each === 'aborted');
  const left = group.length === 1 ? endPx(spans, plot) : plot.rightPx + 4;
  const markPx = Math.max(1.5, barPx);
  return outcomeMark(aborted ? 'aborted' : 'bad', left + 2, topPx, markPx);
}

function isBad(outcome: Outcome): boolean {
  return outcome !== 'answered' && outcome !== 'running';
}
