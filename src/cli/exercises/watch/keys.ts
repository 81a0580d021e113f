import {
  currentItem,
  exerciseMode,
  nextIndex,
  type Mode,
  type WatchState,
} from './state.ts';
import { pressInList } from './list-keys.ts';
import { shown, steps, type Key, type Pressed } from './pressed.ts';

/** Returns what a key does. Other keys change nothing. */
export function press(state: WatchState, key: Key): Pressed {
  if (key.ctrl && key.name === 'c') {
    return { state, command: { kind: 'interrupt' } };
  }
  if (key.ctrl) return { state };
  const name = key.name?.toLowerCase() ?? '';
  const { mode } = state;
  if (mode.kind === 'reset' || mode.kind === 'reveal') {
    return answer(state, mode, name);
  }
  if (mode.kind === 'list') return pressInList(state, mode, key);
  if (name === 'q') return { state, command: { kind: 'quit' } };
  const step = key.name === 'g' && key.shift ? Infinity : steps[name];
  if (step !== undefined) return { state: scrolled(state, step) };
  if (mode.kind === 'solution') {
    const leaves = ['s', 'escape', 'return'].includes(name);
    return { state: leaves ? shown(state) : state };
  }
  return pressInExercise(state, name);
}

function scrolled(state: WatchState, step: number): WatchState {
  return { ...state, scroll: Math.max(0, state.scroll + step) };
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
      return hasHintsLeft(state)
        ? { state: { ...state, mode: { kind: 'reveal' } } }
        : { state, command: { kind: 'solution' } };
    case 'e':
      return { state, command: { kind: 'edit' } };
    case 'm':
      return { state, command: { kind: 'run' } };
    case 'g': {
      const { elsewhere: index } = state;
      return index === undefined
        ? { state }
        : { state, command: { kind: 'open', index } };
    }
    case 'p': {
      const index = (state.index || state.shelf.length) - 1;
      return { state, command: { kind: 'open', index } };
    }
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

/** Whether there are hints that the learner could see before the solution. */
function hasHintsLeft(state: WatchState): boolean {
  const { hints } = currentItem(state).master;
  return !state.verdict?.passed && state.hintsShown < hints.length;
}

/** Only the key y says yes to the question. */
function answer(
  state: WatchState,
  { kind }: Extract<Mode, { kind: 'reset' | 'reveal' }>,
  name: string,
): Pressed {
  const back = { ...state, mode: exerciseMode };
  if (name !== 'y') return { state: back };
  return {
    state: back,
    command: { kind: kind === 'reset' ? 'reset' : 'solution' },
  };
}
