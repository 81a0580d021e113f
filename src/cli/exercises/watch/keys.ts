import {
  currentItem,
  exerciseMode,
  nextIndex,
  type Mode,
  type WatchState,
} from './state.ts';

/** A key as node:readline reports it. */
export interface Key {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
}

/** What a key makes the session do, besides showing another state. */
export type Command =
  | { readonly kind: 'list' | 'solution' | 'check' | 'reset' | 'quit' }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'hint'; readonly count: number }
  | { readonly kind: 'open'; readonly index: number };

export interface Pressed {
  readonly state: WatchState;
  readonly command?: Command;
}

/** Returns what a key does. Other keys change nothing. */
export function press(state: WatchState, key: Key): Pressed {
  if (key.ctrl && key.name === 'c') {
    return { state, command: { kind: 'interrupt' } };
  }
  if (key.ctrl) return { state };
  const name = key.name?.toLowerCase() ?? '';
  const { mode } = state;
  if (mode.kind === 'reset') return answer(state, name);
  if (name === 'q') return { state, command: { kind: 'quit' } };
  if (mode.kind === 'list') return pressInList(state, mode, name);
  const step = steps[name];
  if (step !== undefined) return { state: scrolled(state, step) };
  if (mode.kind === 'solution') {
    const leaves = ['s', 'escape', 'return'].includes(name);
    return { state: leaves ? shown(state) : state };
  }
  return pressInExercise(state, name);
}

/** How many lines a key scrolls. */
const steps: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -10,
  b: -10,
  pagedown: 10,
  space: 10,
  home: -Infinity,
};

function scrolled(state: WatchState, step: number): WatchState {
  return { ...state, scroll: Math.max(0, state.scroll + step) };
}

/** Shows the exercise from its top. */
function shown(state: WatchState): WatchState {
  return { ...state, mode: exerciseMode, scroll: 0 };
}

function pressInExercise(state: WatchState, name: string): Pressed {
  switch (name) {
    case 'h': {
      const all = currentItem(state).master.hints.length;
      const count = Math.min(all, state.hintsShown + 1);
      const next = { ...shown(state), hintsShown: count };
      return { state: next, command: { kind: 'hint', count } };
    }
    case 's':
      return { state, command: { kind: 'solution' } };
    case 'l':
      return { state, command: { kind: 'list' } };
    case 'n': {
      const index = nextIndex(state);
      return index === undefined
        ? { state }
        : { state, command: { kind: 'open', index } };
    }
    case 'r':
      return { state: { ...state, mode: { kind: 'reset' } } };
    case 'return':
      return { state, command: { kind: 'check' } };
    default:
      return { state };
  }
}

function pressInList(
  state: WatchState,
  mode: Extract<Mode, { kind: 'list' }>,
  name: string,
): Pressed {
  if (['l', 'escape'].includes(name)) return { state: shown(state) };
  if (name === 'return') {
    return {
      state: shown(state),
      command: { kind: 'open', index: mode.cursor },
    };
  }
  const step = steps[name];
  if (step === undefined) return { state };
  const last = mode.rows.length - 1;
  const cursor = Math.min(last, Math.max(0, mode.cursor + step));
  return { state: { ...state, mode: { ...mode, cursor } } };
}

/** Only the key y resets the exercise. */
function answer(state: WatchState, name: string): Pressed {
  const back = { ...state, mode: exerciseMode };
  return name === 'y'
    ? { state: back, command: { kind: 'reset' } }
    : { state: back };
}
