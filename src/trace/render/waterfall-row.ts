import type { ConnectionTrace, RequestTrace } from '../trace.ts';
import type { Plot } from './figure.ts';
import { outcomeMark } from './legend.ts';
import { dataOf, renderHatched, type Bar } from './hatched.ts';
import type { ServerSpan } from '../analyse/server-spans.ts';
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
  /** What the server of its first request did; empty where none told. */
  readonly atServer: readonly ServerSpan[];
}

/** A bar of at least this height has room for the server's side. */
const leastSharedPx = 5;

/** One row: its phases, its outcome, and its words where there is room. */
export function renderRow(
  row: Row,
  spans: readonly PhaseSpan[],
  withWords: boolean,
  plot: Plot,
): string {
  const [request] = row.group;
  // Words about what cannot be seen would only make the picture heavier.
  const shownAtServer = bandsOf(row).server ? row.atServer : [];
  return element(
    'g',
    { 'data-request': row.index },
    tooltip(describeRequest(request, spans, row.connection, shownAtServer)),
    drawBars(row, spans, plot),
    rowMark(row, spans, plot),
    withWords ? rowWords(request, spans, row, plot) : '',
  );
}

/** The phases of a row as a bar, and below it what its server did meanwhile. */
export function drawBars(
  row: Row,
  spans: readonly PhaseSpan[],
  plot: Plot,
): string {
  return barsIn(row, spans, plot)
    .map(({ phase, bar }) => drawPhase(phase, [bar]))
    .join('');
}

/** The kinds of spans at the server that a row shows. */
export function visibleAtServer(row: Row, plot: Plot): ServerSpan[] {
  return bandsOf(row).server ? wideEnough(row.atServer, plot) : [];
}

interface Band {
  readonly topPx: number;
  readonly heightPx: number;
}

/** The client's side has the larger share of a row, as it has more colours. */
function bandsOf({ topPx, barPx, atServer }: Omit<Row, 'group' | 'index'>): {
  readonly client: Band;
  readonly server?: Band;
} {
  if (atServer.length === 0 || barPx < leastSharedPx) {
    return { client: { topPx, heightPx: barPx } };
  }
  const gapPx = barPx < 8 ? 0 : 1;
  const clientPx = Math.round((barPx - gapPx) * 0.58);
  return {
    client: { topPx, heightPx: clientPx },
    server: {
      topPx: topPx + clientPx + gapPx,
      heightPx: barPx - clientPx - gapPx,
    },
  };
}

function wideEnough<Span extends PhaseSpan | ServerSpan>(
  spans: readonly Span[],
  { x }: Plot,
): Span[] {
  return spans.filter(({ startMs, endMs }) => x(endMs) - x(startMs) > 0.2);
}

/** Leaves out spans that are too narrow to see. */
export function visible(spans: readonly PhaseSpan[], plot: Plot): PhaseSpan[] {
  const seen = wideEnough(spans, plot);
  return seen.length > 0 ? seen : spans.slice(-1);
}

type Phase = PhaseSpan['phase'] | ServerSpan['phase'];

/** What a row shows, and where. */
function barsIn(
  row: Row,
  spans: readonly PhaseSpan[],
  plot: Plot,
): { readonly phase: Phase; readonly bar: Bar }[] {
  const { client, server } = bandsOf(row);
  const place = (
    span: PhaseSpan | ServerSpan,
    { topPx, heightPx }: Band,
  ): { readonly phase: Phase; readonly bar: Bar } => {
    const x = plot.x(span.startMs);
    const width = Math.max(0.6, plot.x(span.endMs) - x);
    return { phase: span.phase, bar: { x, y: topPx, width, height: heightPx } };
  };
  return [
    ...visible(spans, plot).map((span) => place(span, client)),
    ...(server
      ? wideEnough(row.atServer, plot).map((span) => place(span, server))
      : []),
  ];
}

function drawPhase(phase: Phase, bars: readonly Bar[]): string {
  switch (phase) {
    case 'opening':
    case 'securing':
    case 'serverQueue':
      return renderHatched(bars, phase);
    default:
      return path(dataOf(bars), phase);
  }
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
  const bars = rows.flatMap(({ row, spans }) => barsIn(row, spans, plot));
  const paths = [...Map.groupBy(bars, ({ phase }) => phase)].map(
    ([phase, ofPhase]) =>
      drawPhase(
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
  row: Row,
  spans: readonly PhaseSpan[],
  plot: Plot,
): string {
  const { group } = row;
  const { topPx, heightPx } = bandsOf(row).client;
  const bad = group.map(outcomeOf).filter(isBad);
  if (bad.length === 0) return '';
  const aborted = bad.every((each) => each === 'aborted');
  const left = group.length === 1 ? endPx(spans, plot) : plot.rightPx + 4;
  const markPx = Math.max(1.5, heightPx);
  return outcomeMark(aborted ? 'aborted' : 'bad', left + 2, topPx, markPx);
}

function isBad(outcome: Outcome): boolean {
  return outcome !== 'answered' && outcome !== 'running';
}
