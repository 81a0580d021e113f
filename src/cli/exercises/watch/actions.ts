import { withHints } from '../../../practice/progress.ts';
import type { Context } from '../context.ts';
import { rowsOf } from '../list.ts';
import { resetItem, resetWords } from '../reset.ts';
import { diffToSolution, sameAsSolution } from '../solution.ts';
import { wrapLines } from './wrap-lines.ts';
import type { Effects } from './effects.ts';
import type { Command } from './pressed.ts';
import { currentItem } from './state.ts';
import type { Store } from './store.ts';

/** Returns what does a key's command. */
export function createActions(
  context: Context,
  store: Store,
  effects: Effects,
): (command: Command) => void {
  return (command) => {
    switch (command.kind) {
      case 'quit':
        effects.leave(0);
        break;
      case 'interrupt':
        effects.leave(130);
        break;
      case 'check':
        store.judge();
        break;
      case 'edit':
        effects.edit(currentItem(store.state));
        break;
      case 'run':
        effects.run(currentItem(store.state));
        break;
      case 'open':
        open(context, store, command.index);
        break;
      case 'hint':
        rememberHints(context, store, command.count);
        break;
      case 'list':
        showList(context, store);
        break;
      case 'solution':
        showSolution(context, store);
        break;
      case 'reset':
        reset(context, store, effects.fail);
        break;
    }
  };
}

function open({ shelf }: Context, store: Store, index: number): void {
  store.open(shelf[index] ?? currentItem(store.state));
}

function rememberHints(
  { progress }: Context,
  { state }: Store,
  count: number,
): void {
  const { id } = currentItem(state);
  progress.change((before) => withHints(before, id, count));
}

function showList({ shelf, progress }: Context, store: Store): void {
  const rows = rowsOf(shelf, progress.read());
  store.change({ mode: { kind: 'list', rows, cursor: store.state.index } });
}

function showSolution({ text }: Context, store: Store): void {
  const changes = wrapLines(
    diffToSolution(currentItem(store.state), text),
    text.columns,
  );
  const diff = changes.length > 0 ? changes : [sameAsSolution];
  store.change({ mode: { kind: 'solution', diff }, scroll: 0 });
}

function reset(
  context: Context,
  store: Store,
  fail: (error: unknown) => void,
): void {
  const item = currentItem(store.state);
  resetItem(context, item).then((kept) => {
    store.open(item, [resetWords(item, kept)]);
  }, fail);
}
