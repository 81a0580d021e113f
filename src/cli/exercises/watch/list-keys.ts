import { shown, steps, type Key, type Pressed } from './pressed.ts';
import { rowsShown, type ListMode, type WatchState } from './state.ts';

/** What a key does in the list of all exercises. */
export function pressInList(
  state: WatchState,
  mode: ListMode,
  key: Key,
): Pressed {
  const name = key.name?.toLowerCase() ?? '';
  if (name === 'return') return openSelected(state, mode);
  const isArrow = name.length > 1 && name !== 'space';
  const step = isArrow || mode.query === undefined ? stepOf(key) : undefined;
  if (step !== undefined) return { state: moved(state, mode, step) };
  return mode.query === undefined
    ? pressInRows(state, mode, key)
    : pressInSearch(state, mode, mode.query, key);
}

function pressInRows(state: WatchState, mode: ListMode, key: Key): Pressed {
  const name = key.name?.toLowerCase() ?? '';
  if (name === 'q') return { state, command: { kind: 'quit' } };
  if (name === 'l' || name === 'escape') return { state: shown(state) };
  if (key.sequence === '/') return { state: searching(state, mode, '') };
  return { state };
}

function pressInSearch(
  state: WatchState,
  mode: ListMode,
  query: string,
  { name, sequence = '' }: Key,
): Pressed {
  if (name === 'escape') return { state: searching(state, mode, undefined) };
  if (name === 'backspace') {
    return { state: searching(state, mode, query.slice(0, -1)) };
  }
  const isText = /^[^\p{Cc}]+$/u.test(sequence);
  return { state: isText ? searching(state, mode, query + sequence) : state };
}

function searching(
  state: WatchState,
  mode: ListMode,
  query: string | undefined,
): WatchState {
  return { ...state, mode: { ...mode, query, cursor: 0 } };
}

function openSelected(state: WatchState, mode: ListMode): Pressed {
  const row = rowsShown(mode)[mode.cursor];
  if (!row) return { state };
  const index = state.shelf.findIndex(({ id }) => id === row.id);
  return { state: shown(state), command: { kind: 'open', index } };
}

function moved(state: WatchState, mode: ListMode, step: number): WatchState {
  const last = Math.max(0, rowsShown(mode).length - 1);
  const cursor = Math.min(last, Math.max(0, mode.cursor + step));
  return { ...state, mode: { ...mode, cursor } };
}

function stepOf({ name = '', shift }: Key): number | undefined {
  if (name === 'g') return shift ? Infinity : -Infinity;
  return steps[name.toLowerCase()];
}
