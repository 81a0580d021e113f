import type { RequestTrace, Trace } from '../trace.ts';
import { heldUpGaps, longestGapMs } from '../analyse/heartbeat.ts';
import { connectionsById } from '../analyse/connections.ts';
import {
  lengthMs,
  outcomeOf,
  phasesOf,
  type PhaseSpan,
} from '../analyse/phases.ts';
import {
  hasServerSide,
  serverSpansOf,
  type ServerSpan,
} from '../analyse/server-spans.ts';
import { endWords, pathWords } from './request-words.ts';
import {
  beatCells,
  cellsOf,
  cellsText,
  legendLines,
  type Cell,
  type ChartLayout,
} from './text-cells.ts';
import {
  keepEndColumns,
  padEndTo,
  padStartTo,
  widestOf,
} from './text-columns.ts';
import {
  printable,
  styled,
  withDefaults,
  type TextOptions,
} from './text-style.ts';
import { thin } from './thin.ts';
import { duration, everyNth } from './words.ts';

const mostRows = 30;
/** With a line for the server's side below each. */
const mostDoubleRows = 20;
const mostLabel = 24;
const loopLabel = 'event loop';
const serverLabel = '  its server';

interface Row {
  readonly name: string;
  readonly spans: readonly PhaseSpan[];
  readonly atServer: readonly ServerSpan[];
  readonly status: string;
  readonly time: string;
  readonly isBad: boolean;
}

/** The widths of a row's columns, in characters. */
interface Layout extends ChartLayout {
  readonly nameWidth: number;
  readonly statusWidth: number;
  readonly timeWidth: number;
}

/**
 * A trace as lines of characters: a row a request, the event loop's heartbeat
 * under them. Of many requests every nth is shown, and the first line says so.
 */
export function renderWaterfallText(
  trace: Trace,
  options: TextOptions = {},
): string {
  const hasServers = hasServerSide(trace);
  const most = hasServers ? mostDoubleRows : mostRows;
  const { step, groups } = thin(trace.requests, most);
  const rows = rowsOf(
    groups.map(([request]) => request),
    trace,
  );
  const layout = layoutOf(rows, trace, options);
  const charts = rows.map(({ spans }) => cellsOf(spans, layout));
  const serverCharts = rows.map(({ atServer }) =>
    atServer.length === 0 ? [] : cellsOf(atServer, layout),
  );
  const beats = beatCells(trace, layout);
  const thinned = everyNth(step, trace.requests.length, 'request');
  return [
    ...(step === 1 ? [] : [`${thinned}, in the order they were made`]),
    ...rows.flatMap((row, index) => [
      rowText(row, charts[index] ?? [], layout),
      ...serverText(serverCharts[index] ?? [], layout),
    ]),
    heartbeatText(trace, beats, layout),
    axisText(trace, layout),
    ...legendLines([...charts, ...serverCharts, beats], layout),
  ].join('\n');
}

function rowsOf(requests: readonly RequestTrace[], trace: Trace): Row[] {
  const connections = connectionsById(trace);
  const endMs = lengthMs(trace);
  return requests.map((request) => {
    const connection = connections.get(request.connectionId ?? Number.NaN);
    const spans = phasesOf(request, connection, endMs);
    const { status, time } = endWords(request, spans);
    const name = keepEndColumns(
      printable(pathWords(request, mostLabel, connection)),
      mostLabel,
    );
    const isBad = ['failed', 'error status'].includes(outcomeOf(request));
    const atServer = serverSpansOf(request, connection, endMs);
    return { name, spans, atServer, status: printable(status), time, isBad };
  });
}

function layoutOf(
  rows: readonly Row[],
  trace: Trace,
  options: TextOptions,
): Layout {
  const settings = withDefaults(options);
  const served = rows.some(({ atServer }) => atServer.length > 0);
  const nameWidth = widestOf([
    loopLabel,
    ...(served ? [serverLabel] : []),
    ...rows.map(({ name }) => name),
  ]);
  const statusWidth = widestOf(['free', ...rows.map(({ status }) => status)]);
  const timeWidth = widestOf(['1.00 s', ...rows.map(({ time }) => time)]);
  const chartWidth = Math.max(
    8,
    settings.columns - nameWidth - statusWidth - timeWidth - 3,
  );
  const cellMs = lengthMs(trace) / chartWidth;
  return {
    ...settings,
    nameWidth,
    statusWidth,
    timeWidth,
    chartWidth,
    cellMs,
  };
}

function rowText(row: Row, chart: readonly Cell[], layout: Layout): string {
  const { nameWidth, statusWidth, timeWidth } = layout;
  const ending = `${padEndTo(row.status, statusWidth)} ${padStartTo(row.time, timeWidth)}`;
  return [
    padEndTo(row.name, nameWidth),
    cellsText(chart, layout),
    row.isBad ? styled(ending, 'red', layout) : ending,
  ].join(' ');
}

/** A line below a request's own; none where no server told. */
function serverText(chart: readonly Cell[], layout: Layout): string[] {
  if (chart.length === 0) return [];
  const cells = cellsText(chart, layout).trimEnd();
  return [`${padEndTo(serverLabel, layout.nameWidth)} ${cells}`];
}

function heartbeatText(
  trace: Trace,
  beats: readonly Cell[],
  layout: Layout,
): string {
  const longestMs = longestGapMs(heldUpGaps(trace));
  const words =
    longestMs === 0 ? 'free' : styled(duration(longestMs), 'red', layout);
  const name = loopLabel.padEnd(layout.nameWidth);
  return `${name} ${cellsText(beats, layout)} ${words}`;
}

function axisText(trace: Trace, { nameWidth, chartWidth }: Layout): string {
  const end = duration(lengthMs(trace));
  return `${' '.repeat(nameWidth)} 0${end.padStart(chartWidth - 1)}`;
}
