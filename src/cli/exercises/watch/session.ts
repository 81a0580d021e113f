import { withHints, withPassed } from '../../../practice/progress.ts';
import type { Verdict } from '../../../practice/verdict.ts';
import { firstNotPassed } from '../choose.ts';
import type { Context } from '../context.ts';
import { rowsOf } from '../list.ts';
import { resetItem, resetWords } from '../reset.ts';
import { textOf, type Item } from '../shelf.ts';
import { diffToSolution, sameAsSolution } from '../solution.ts';
import { press, type Command, type Key } from './keys.ts';
import { currentItem, exerciseMode, type WatchState } from './state.ts';

/** A learner's time with the exercises: what they do, and what comes of it. */
export interface Session {
  readonly state: WatchState;
  /** Shows the first exercise that has not passed. */
  start(): void;
  press(key: Key): void;
  /** The current exercise's file was saved. */
  onSave(): void;
  onVerdict(verdict: Verdict, seconds: number): void;
  /** Shows a line that the learner should know. */
  tell(line: string): void;
  /** Takes the scroll that there was room for. */
  settleScroll(scroll: number): void;
}

/** What a session has done for it. */
export interface Effects {
  draw(state: WatchState): void;
  /** Begins to judge an exercise, in place of what was being judged. */
  judge(item: Item): void;
  /** From now on the saves of this exercise's file count. */
  follow(item: Item): void;
  /** @param exitCode what to end with */
  readonly leave: (exitCode: number) => void;
  readonly fail: (error: unknown) => void;
}

export function createSession(
  context: Context,
  news: readonly string[],
  effects: Effects,
): Session {
  const { shelf, progress } = context;
  let state = stateAt(firstNotPassed(shelf, progress.read()), news);

  function stateAt(item: Item, notes: readonly string[]): WatchState {
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

  function change(changes: Partial<WatchState>): void {
    state = { ...state, ...changes };
    effects.draw(state);
  }

  function open(item: Item, notes: readonly string[] = []): void {
    state = stateAt(item, notes);
    effects.follow(item);
    judge();
  }

  function judge(): void {
    change({ isChecking: true });
    effects.judge(currentItem(state));
  }

  function showList(): void {
    const rows = rowsOf(shelf, progress.read());
    change({ mode: { kind: 'list', rows, cursor: state.index } });
  }

  function showSolution(): void {
    const diff = diffToSolution(currentItem(state), context.text);
    const shown = diff.length > 0 ? diff : [sameAsSolution];
    change({ mode: { kind: 'solution', diff: shown }, scroll: 0 });
  }

  function reset(item: Item): void {
    resetItem(context, item).then((kept) => {
      open(item, [resetWords(item, kept)]);
    }, effects.fail);
  }

  function act(command: Command): void {
    const item = currentItem(state);
    switch (command.kind) {
      case 'quit':
        effects.leave(0);
        break;
      case 'interrupt':
        effects.leave(130);
        break;
      case 'check':
        judge();
        break;
      case 'open':
        open(shelf[command.index] ?? item);
        break;
      case 'hint':
        progress.change((all) => withHints(all, item.id, command.count));
        break;
      case 'list':
        showList();
        break;
      case 'solution':
        showSolution();
        break;
      case 'reset':
        reset(item);
        break;
    }
  }

  return {
    get state() {
      return state;
    },
    start() {
      open(currentItem(state), news);
    },
    press(key) {
      const pressed = press(state, key);
      change(pressed.state);
      if (pressed.command) act(pressed.command);
    },
    onSave() {
      const item = currentItem(state);
      const gone = `${item.shown} is gone; r brings the starter back.`;
      const notes = textOf(item) === undefined ? [gone] : [];
      change({ notes, mode: exerciseMode, scroll: 0 });
      judge();
    },
    onVerdict(verdict, seconds) {
      const { id, passed } = verdict;
      if (passed) progress.change((all) => withPassed(all, id, new Date()));
      const latest = progress.read();
      change({ isChecking: false, verdict, seconds, progress: latest });
    },
    tell(line) {
      change({ notes: [...state.notes, line] });
    },
    settleScroll(scroll) {
      state = { ...state, scroll };
    },
  };
}
