import {
  paletteStyle,
  styled,
  type TextOptions,
} from '../../trace/render/text-style.ts';
import type { Trace } from '../../trace/trace.ts';
import { ladderNames, type RungName } from '../../trace/ladder.ts';

/** The progress of a rung. */
export interface RowState {
  readonly name: RungName;
  readonly count: number;
  readonly phase: 'waiting' | 'blocked' | 'running' | 'done';
  readonly done: number;
  readonly inFlight: number;
  readonly seconds: number;
}

/** Wide enough to show small steps, narrow enough to be read as one line. */
const widestBar = 40;
const narrowestBar = 5;
const nameWidth = 'sequential'.length;

/** Returns a rung's progress from its trace so far. */
export function progressOf({ requests, durationMs }: Trace) {
  const done = requests.filter(({ endMs }) => endMs !== null).length;
  const sent = requests.filter(({ sentMs }) => sentMs !== null).length;
  return { done, inFlight: sent - done, seconds: durationMs / 1000 };
}

/** Returns a rung's line, always narrower than the screen. */
export function renderRow(
  state: RowState,
  screen: Required<TextOptions>,
): string {
  const name = `  ${state.name.padEnd(nameWidth)}  `;
  const room = screen.columns - 1 - name.length;
  if (state.phase === 'waiting') return `${name}…`.slice(0, name.length + room);
  if (state.phase === 'blocked') {
    return name + 'nothing can be drawn until it is done'.slice(0, room);
  }
  const words = wordsOf(state);
  const barWidth = Math.min(widestBar, room - words.length);
  if (barWidth < narrowestBar) return name + words.trim().slice(0, room);
  return name + bar(state, barWidth, screen) + words;
}

function wordsOf({ done, count, seconds, phase, inFlight }: RowState): string {
  const share = `${String(done).padStart(String(count).length)}/${count}`;
  const time = `${seconds.toFixed(1).padStart(5)} s`;
  const flying = phase === 'running' ? `${inFlight} in flight` : 'done';
  return `  ${share}  ${time}  ${flying.padEnd('150 in flight'.length)}`;
}

function bar(
  { name, done, count }: RowState,
  width: number,
  screen: Required<TextOptions>,
): string {
  const full = Math.floor((done / count) * width);
  const rest = '░'.repeat(width - full);
  return (
    styled('█'.repeat(full), paletteStyle(ladderNames.indexOf(name)), screen) +
    rest
  );
}
