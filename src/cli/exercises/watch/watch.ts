import { join } from 'node:path';
import type { Checker } from '../../../practice/check.ts';
import { watchInterruption } from '../../../command/interruption.ts';
import { withChecker } from '../check.ts';
import type { Context } from '../context.ts';
import { progressPlace } from '../progress-file.ts';
import { fitFrame } from './frame.ts';
import { createJudging } from './judging.ts';
import { watchSaves } from './saves.ts';
import { createSession } from './session.ts';
import { passedCount, type WatchState } from './state.ts';
import { openTerminal } from './terminal.ts';
import { renderView } from './view.ts';

/** One for each run of most exercises. */
const childrenReady = 3;

/**
 * Shows the current exercise and judges its file at each save, until the
 * learner leaves. Resolves with 0, or with the code that a signal asks for.
 * @param news what the learner should know from the start, a line each
 */
export async function watch(
  context: Context,
  news: readonly string[],
): Promise<number> {
  const interruption = watchInterruption();
  try {
    const { root } = context;
    const left = await withChecker(root, { childrenReady }, (checker) =>
      watchWith(checker, context, news, interruption.signal),
    );
    console.log(goodbyeTo(left.state));
    return interruption.exitCode() ?? left.exitCode;
  } finally {
    interruption.stop();
  }
}

async function watchWith(
  checker: Checker,
  context: Context,
  news: readonly string[],
  interruption: AbortSignal,
): Promise<{ readonly exitCode: number; readonly state: WatchState }> {
  const {
    promise: left,
    resolve: leave,
    reject: fail,
  } = Promise.withResolvers<number>();
  interruption.addEventListener('abort', () => {
    leave(1);
  });
  const folder = join(context.root, 'work', 'exercises');
  const saves = await watchSaves(
    folder,
    () => {
      session.onSave();
    },
    (why) => {
      session.tell(`Your files cannot be watched (${why}); enter checks.`);
    },
  );
  const judging = createJudging(
    checker,
    (verdict, seconds) => {
      session.onVerdict(verdict, seconds);
    },
    fail,
  );
  const session = createSession(context, news, {
    draw,
    judge: (item) => {
      judging.start(item);
    },
    follow: ({ file }) => {
      saves.follow(file);
    },
    leave,
    fail,
  });
  const terminal = openTerminal(
    (key) => {
      session.press(key);
    },
    () => {
      draw(session.state);
    },
  );

  function draw(state: WatchState): void {
    const { rows, text } = terminal;
    const { lines, scroll } = fitFrame(
      renderView(state, text),
      rows,
      state.scroll,
    );
    session.settleScroll(scroll);
    terminal.draw(lines);
  }

  try {
    session.start();
    return { exitCode: await left, state: session.state };
  } finally {
    terminal.close();
    judging.stop();
    await saves.close();
  }
}

function goodbyeTo(state: WatchState): string {
  return `${passedCount(state)} of ${state.shelf.length} passed; your progress is in ${progressPlace}.`;
}
