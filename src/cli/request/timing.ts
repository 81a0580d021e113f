import { columnsOf, padToColumns } from '../../command/columns.ts';
import { connectionsById } from '../../trace/analyse/connections.ts';
import {
  lengthMs,
  phasesOf,
  type Phase,
  type PhaseSpan,
} from '../../trace/analyse/phases.ts';
import { pathWords } from '../../trace/render/request-words.ts';
import { cellsOf, cellsText } from '../../trace/render/text-cells.ts';
import { printable, type TextOptions } from '../../trace/render/text-style.ts';
import { duration } from '../../trace/render/words.ts';
import type { RequestTrace, Trace } from '../../trace/trace.ts';

/**
 * The phases that are shown. Waiting for a free connection is not one of them:
 * a single request does not wait for one.
 */
const phaseNames: readonly (readonly [Phase, string])[] = [
  ['lookup', 'DNS'],
  ['opening', 'connect'],
  ['securing', 'TLS'],
  ['sending', 'sending'],
  ['waiting', 'waiting'],
  ['receiving', 'receiving'],
];

/** The others are shown where they took this long: many a request has none. */
const alwaysShown: ReadonlySet<Phase> = new Set([
  'opening',
  'waiting',
  'receiving',
]);
const leastShownMs = 0.05;

const mostLabel = 30;
const widestRow = 100;
const narrowestChart = 20;

/** Returns one line that says what the time was spent on, redirects included. */
export function renderTotals(trace: Trace): string {
  const spans = trace.requests.flatMap((request) => spansOf(request, trace));
  const parts = phaseNames.map(([phase, name]) => {
    const ms = spans
      .filter((span) => span.phase === phase)
      .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    return ms < leastShownMs && !alwaysShown.has(phase)
      ? ''
      : `${name} ${duration(ms)}`;
  });
  const ms = (spans.at(-1)?.endMs ?? 0) - (spans[0]?.startMs ?? 0);
  return `${parts.filter(Boolean).join(', ')}; ${duration(ms)} in all`;
}

/** Returns a waterfall with a line for each request; redirects make more. */
export function renderRows(
  trace: Trace,
  options: Required<TextOptions>,
): string {
  const labels = trace.requests.map((request) =>
    printable(pathWords(request, mostLabel)),
  );
  const labelWidth = Math.max(0, ...labels.map(columnsOf));
  const room = Math.min(options.columns - 1, widestRow) - labelWidth - 1;
  const chartWidth = Math.max(narrowestChart, room);
  const cellMs = lengthMs(trace) / chartWidth;
  const layout = { ...options, chartWidth, cellMs };
  const rows = trace.requests.map((request, index) => {
    const cells = cellsText(cellsOf(spansOf(request, trace), layout), layout);
    return `${padToColumns(labels[index] ?? '', labelWidth)} ${cells}`.trimEnd();
  });
  return rows.join('\n');
}

function spansOf(request: RequestTrace, trace: Trace): PhaseSpan[] {
  const connection = connectionsById(trace).get(request.connectionId ?? NaN);
  return phasesOf(request, connection, lengthMs(trace));
}
