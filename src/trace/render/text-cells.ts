import type { Trace } from '../trace.ts';
import { heldUpGaps } from '../analyse/heartbeat.ts';
import { phaseWords, serverPhaseWords } from './words.ts';
import { phases, type Phase } from '../analyse/phases.ts';
import { serverPhases, type ServerPhase } from '../analyse/server-spans.ts';
import {
  styled,
  wrapped,
  type TextOptions,
  type TextStyle,
} from './text-style.ts';

/** How a chart of characters is laid out. */
export interface ChartLayout extends Required<TextOptions> {
  readonly chartWidth: number;
  readonly cellMs: number;
}

/** What fills one character of a chart. */
export type Cell = Phase | ServerPhase | 'beat' | 'held up' | undefined;

/** The character of each kind of cell, and its colour where colours are used. */
const looks: Readonly<
  Record<Exclude<Cell, undefined>, readonly [string, TextStyle]>
> = {
  queued: ['·', 'dim'],
  lookup: ['┊', 'yellow'],
  opening: ['╱', 'yellow'],
  securing: ['╳', 'yellow'],
  sending: ['▒', 'magenta'],
  waiting: ['░', 'cyan'],
  receiving: ['█', 'blue'],
  serverQueue: ['┄', 'green'],
  serverWork: ['━', 'green'],
  serverHeld: ['╍', 'green'],
  beat: ['╷', 'green'],
  'held up': ['▓', 'red'],
};

/** A stretch of time that is shown as cells of one kind. */
interface CellSpan {
  readonly phase: Phase | ServerPhase;
  readonly startMs: number;
  readonly endMs: number;
}

/** What a request did for most of each cell's time; at least one is filled. */
export function cellsOf(
  spans: readonly CellSpan[],
  { cellMs, chartWidth }: ChartLayout,
): Cell[] {
  const cells = Array.from({ length: chartWidth }, (_, cell) =>
    longestIn(spans, cell * cellMs, (cell + 1) * cellMs, cellMs / 2),
  );
  if (cells.some((cell) => cell !== undefined)) return cells;
  const startMs = spans[0]?.startMs ?? 0;
  const only = Math.min(chartWidth - 1, Math.floor(startMs / cellMs));
  return cells.with(only, longestIn(spans, 0, Infinity, 0));
}

/** The phase that fills most of a time, or undefined if all fill less than `leastMs`. */
function longestIn(
  spans: readonly CellSpan[],
  fromMs: number,
  toMs: number,
  leastMs: number,
): Cell {
  const shares = spans.map(({ phase, startMs, endMs }) => ({
    phase,
    ms: Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs)),
  }));
  const busyMs = shares.reduce((sum, { ms }) => sum + ms, 0);
  if (busyMs === 0 || busyMs < leastMs) return undefined;
  return shares.reduce((a, b) => (b.ms > a.ms ? b : a)).phase;
}

/** Where the event loop ran and where it was held up. */
export function beatCells(
  trace: Trace,
  { chartWidth, cellMs }: ChartLayout,
): Cell[] {
  const cells = Array.from({ length: chartWidth }, (): Cell => 'beat');
  for (const { fromMs, toMs } of heldUpGaps(trace)) {
    const first = Math.min(chartWidth - 1, Math.floor(fromMs / cellMs));
    const after = Math.max(first + 1, Math.round(toMs / cellMs));
    cells.fill('held up', first, after);
  }
  return cells;
}

/** Cells as characters, with colour codes only where the colour changes. */
export function cellsText(cells: readonly Cell[], layout: ChartLayout): string {
  let text = '';
  for (let start = 0; start < cells.length;) {
    const cell = cells[start];
    let end = start;
    while (end < cells.length && cells[end] === cell) end += 1;
    text += runText(cell, end - start, layout);
    start = end;
  }
  return text;
}

function runText(cell: Cell, length: number, layout: ChartLayout): string {
  if (cell === undefined) return ' '.repeat(length);
  const [character, style] = looks[cell];
  return styled(character.repeat(length), style, layout);
}

/** Explains the characters that are used. */
export function legendLines(
  charts: readonly Cell[][],
  layout: ChartLayout,
): string[] {
  const used = new Set(charts.flat());
  const items = keys
    .filter(([cell]) => used.has(cell))
    .map(([cell, words]) => ({
      width: words.length + 2,
      text: `${runText(cell, 1, layout)} ${words}`,
    }));
  return wrapped(items, layout.columns);
}

const keys: readonly [Exclude<Cell, undefined>, string][] = [
  ...phases.map((phase): [Phase, string] => [phase, phaseWords[phase]]),
  ...serverPhases.map((phase): [ServerPhase, string] => [
    phase,
    serverPhaseWords[phase],
  ]),
  ['beat', 'event loop ran'],
  ['held up', 'event loop held up'],
];
