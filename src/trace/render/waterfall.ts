import type { ConnectionTrace, RequestTrace, Trace } from '../trace.ts';
import type { Drawing, Panel, Plot } from './figure.ts';
import { renderNumbers } from './gutter.ts';
import type { Room } from './frame.ts';
import { renderInset, type PlacedRow } from './inset.ts';
import type { LegendKey } from './legend.ts';
import { connectionsById } from '../analyse/connections.ts';
import {
  lengthMs,
  outcomeOf,
  phasesOf,
  type Outcome,
} from '../analyse/phases.ts';
import { hasServerSide, serverSpansOf } from '../analyse/server-spans.ts';
import { clamp } from '../clamp.ts';
import { thin, type Thinned } from './thin.ts';
import {
  renderRow,
  renderThinRows,
  visible,
  visibleAtServer,
  type Row,
  type RowWithSpans,
} from './waterfall-row.ts';
import { count, everyNth } from './words.ts';

/** Up to this many requests, each has words next to it. */
export const mostWithWords = 32;
const mostRows = 160;
/** Where the height is given, rows may be very thin. */
const mostThinRows = 400;
const lowestWithWordsPx = 13;
const lowestGivenPx = 11.5;
const tallestPx = 330;
/**
 * Rows as thin as this touch, and overlap slightly, so that no gap shows when a
 * page is scaled.
 */
const solidRowPx = 3;
/** In rows as thin as this, phases can hardly be seen. */
const thinRowPx = 5;
/** For a mark, a status or an error's name, bytes and milliseconds. */
const wordsPx = 172;

/** A row for each request, in the order in which they were made. */
export function waterfallPanel(trace: Trace, room: Room = {}): Panel {
  const total = trace.requests.length;
  const most = room.rowsPx === undefined ? mostRows : mostThinRows;
  const { step, groups } = thin(trace.requests, most);
  const expected = Math.max(total, room.requests ?? 0);
  const rows = Math.max(groups.length, Math.ceil(expected / step));
  const { rowPx, withWords } = rowSize(rows, expected, room.rowsPx);
  return {
    heading: 'Requests',
    detail: detailWords(step, trace),
    leftPx: withWords ? 156 : 84,
    rightPx: withWords ? wordsPx : 24,
    heightPx: rows * rowPx,
    draw: (plot) => {
      const drawn = drawRows(trace, { step, groups }, rowPx, withWords, plot);
      if (withWords) return drawn;
      const gutter = renderNumbers({ total, step, rowPx, plot });
      // A figure that grows may need the corner later.
      const isThin = rowPx <= thinRowPx && step === 1 && expected === total;
      const inset =
        isThin && room.rowsPx === undefined
          ? renderInset(drawn.rows, rows * rowPx, plot)
          : '';
      return { ...drawn, svg: drawn.svg + gutter + inset };
    },
  };
}

function rowSize(
  rows: number,
  requests: number,
  rowsPx: number | undefined,
): { rowPx: number; withWords: boolean } {
  const eachPx = (rowsPx ?? tallestPx) / Math.max(1, rows);
  const lowestPx = rowsPx === undefined ? lowestWithWordsPx : lowestGivenPx;
  const fits = rowsPx === undefined || eachPx >= lowestPx;
  if (requests > 0 && requests <= mostWithWords && fits) {
    const rowPx = clamp(Math.floor(eachPx), lowestPx, 20);
    return { rowPx, withWords: true };
  }
  const rowPx = rowsPx === undefined ? Math.max(2, Math.floor(eachPx)) : eachPx;
  return { rowPx: Math.min(rowPx, tallestPx), withWords: false };
}

function detailWords(
  step: number,
  { requests, forgottenByServers }: Trace,
): string {
  const total = requests.length;
  if (total === 0) return 'none was made';
  const which = step === 1 ? 'a row each' : everyNth(step, total, 'request');
  const missing = forgottenByServers
    ? `; of ${count(forgottenByServers)}, the server’s side is forgotten`
    : '';
  return `${which}, in the order they were made${missing}`;
}

function drawRows(
  trace: Trace,
  { step, groups }: Thinned<RequestTrace>,
  rowPx: number,
  withWords: boolean,
  plot: Plot,
): Drawing & { readonly rows: readonly PlacedRow[] } {
  const connections = connectionsById(trace);
  const endMs = lengthMs(trace);
  const barPx = barHeight(rowPx, withWords, hasServerSide(trace));
  const keys = new Set<LegendKey>();
  const rows: PlacedRow[] = [];
  const together: RowWithSpans[] = [];
  const drawn = groups.map((group, index) => {
    const [request] = group;
    const topPx = index * rowPx + Math.max(0, rowPx - barPx) / 2;
    const connection = connectionOf(request, connections);
    const spans = phasesOf(request, connection, endMs);
    const atServer = serverSpansOf(request, connection, endMs);
    const at = { index: index * step, topPx, barPx };
    const row: Row = { ...at, group, connection, atServer };
    rows.push({ request, spans, atServer, topPx });
    for (const { phase } of visible(spans, plot)) keys.add(phase);
    for (const { phase } of visibleAtServer(row, plot)) keys.add(phase);
    for (const each of group) addOutcome(keys, outcomeOf(each));
    if (withWords || !plot.isBrief) {
      return renderRow(row, spans, withWords, plot);
    }
    together.push({ row, spans });
    return '';
  });
  const svg = drawn.join('') + renderThinRows(together, plot);
  return { svg, keys: [...keys], rows };
}

function barHeight(
  rowPx: number,
  withWords: boolean,
  isShared: boolean,
): number {
  // Two bars in a row need what space there is.
  if (withWords) return rowPx - (isShared ? 3 : 5);
  return rowPx <= solidRowPx ? rowPx + 0.4 : rowPx - 1;
}

function connectionOf(
  request: RequestTrace,
  connections: ReadonlyMap<number, ConnectionTrace>,
): ConnectionTrace | undefined {
  if (request.connectionId === null) return undefined;
  return connections.get(request.connectionId);
}

function addOutcome(keys: Set<LegendKey>, outcome: Outcome): void {
  if (outcome === 'aborted') keys.add(outcome);
  else if (outcome === 'failed' || outcome === 'error status') keys.add('bad');
}
