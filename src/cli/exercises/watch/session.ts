import { withPassed } from '../../../practice/progress.ts';
import type { Verdict } from '../../../practice/verdict.ts';
import type { Context } from '../context.ts';
import { textOf } from '../shelf.ts';
import { createActions } from './actions.ts';
import type { Effects } from './effects.ts';
import { press } from './keys.ts';
import type { Key } from './pressed.ts';
import { currentItem, exerciseMode, type WatchState } from './state.ts';
import { createStore, type Store } from './store.ts';

/** A learner's time with the exercises: what they do, and what comes of it. */
export interface Session {
  readonly state: WatchState;
  /** Shows the first exercise that has not passed. */
  start(): void;
  press(key: Key): void;
  /** The current exercise's file was saved. */
  onSave(): void;
  /** The file of another exercise was saved. */
  onSaveElsewhere(file: string): void;
  onVerdict(verdict: Verdict, seconds: number): void;
  /** The check itself failed. */
  onFailure(error: unknown): void;
  /** Shows a line that the learner should know. */
  tell(line: string): void;
  /** Takes over how far the screen could really be scrolled. */
  settleScroll(scroll: number): void;
}

/** @param news what the learner should know from the start, a line each */
export function createSession(
  context: Context,
  news: readonly string[],
  effects: Effects,
): Session {
  const store = createStore(context, effects);
  const act = createActions(context, store, effects);
  return {
    get state() {
      return store.state;
    },
    start() {
      store.open(currentItem(store.state), news);
    },
    press(key) {
      const { state, command } = press(store.state, key);
      store.change(state);
      if (command) act(command);
    },
    onSave() {
      judgeSaved(store);
    },
    onSaveElsewhere(file) {
      const elsewhere = context.shelf.findIndex((item) => item.file === file);
      const item = context.shelf[elsewhere];
      if (!item) return;
      const line = `${item.shown} was saved: press g to go there.`;
      store.change({ elsewhere, notes: [line] });
    },
    onVerdict(verdict, seconds) {
      takeVerdict(context, store, verdict, seconds);
    },
    onFailure(error) {
      const why = error instanceof Error ? error.message : String(error);
      const line = `The check could not run (${why}); press enter to try again.`;
      store.change({ isChecking: false, notes: [line] });
    },
    tell(line) {
      store.change({ notes: [...store.state.notes, line] });
    },
    settleScroll(scroll) {
      store.set({ scroll });
    },
  };
}

function judgeSaved(store: Store): void {
  const item = currentItem(store.state);
  const gone = `${item.shown} is gone; press r to get the starter back.`;
  const isGone = textOf(item) === undefined;
  const notes = isGone ? [gone] : [];
  store.change({ notes, mode: exerciseMode, scroll: 0 });
  if (!isGone) store.judge();
}

function takeVerdict(
  { progress }: Context,
  store: Store,
  verdict: Verdict,
  seconds: number,
): void {
  const { id, passed } = verdict;
  if (passed) progress.change((all) => withPassed(all, id, new Date()));
  const latest = progress.read();
  store.change({ isChecking: false, verdict, seconds, progress: latest });
}
