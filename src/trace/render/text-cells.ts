import type { Trace } from '../trace.ts';
import { heldUpGaps } from '../analyse/heartbeat.ts';
import { phaseWords } from './words.ts';
import { phases, type Phase, type PhaseSpan } from '../analyse/phases.ts';
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
export type Cell = Phase | 'beat' | 'held up' | undefined;

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
  beat: ['╷', 'green'],
  'held up': ['▓', 'red'],
};

/** What a request did for most of each cell's time; at least one is filled. */
export function cellsOf(
  spans: readonly PhaseSpan[],
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
  spans: readonly PhaseSpan[],
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
  ['beat', 'event loop ran'],
  ['held up', 'event loop held up'],
];
