import { firstNotPassed } from '../choose.ts';
import type { Context } from '../context.ts';
import type { Item } from '../shelf.ts';
import type { Effects } from './effects.ts';
import { currentItem, exerciseMode, type WatchState } from './state.ts';

/** The one state of a session, and the ways to change it. */
export interface Store {
  readonly state: WatchState;
  /** Changes the state without drawing it. */
  set(changes: Partial<WatchState>): void;
  /** Changes the state and draws it. */
  change(changes: Partial<WatchState>): void;
  /** Turns to an exercise, and checks the learner's file as it is now. */
  open(item: Item, notes?: readonly string[]): void;
  /** Checks the current exercise. */
  judge(): void;
}

/** Starts at the first exercise that has not passed. */
export function createStore(context: Context, effects: Effects): Store {
  const { shelf, progress } = context;
  let state = stateAt(context, firstNotPassed(shelf, progress.read()));

  function change(changes: Partial<WatchState>): void {
    state = { ...state, ...changes };
    effects.draw(state);
  }

  function judge(): void {
    change({ isChecking: true });
    effects.judge(currentItem(state));
  }

  return {
    get state() {
      return state;
    },
    set(changes) {
      state = { ...state, ...changes };
    },
    change,
    open(item, notes) {
      state = stateAt(context, item, notes);
      effects.follow(item);
      judge();
    },
    judge,
  };
}

/** An exercise as it is first shown. */
function stateAt(
  { shelf, progress }: Context,
  item: Item,
  notes: readonly string[] = [],
): WatchState {
  return {
    shelf,
    progress: progress.read(),
    index: shelf.indexOf(item),
    mode: exerciseMode,
    scroll: 0,
    isChecking: false,
    seconds: 0,
    hintsShown: 0,
    notes,
  };
}
