import { join } from 'node:path';
import type { Checker } from '../../../practice/check.ts';
import { watchInterruption } from '../../../command/interruption.ts';
import { withChecker } from '../check.ts';
import type { Context } from '../context.ts';
import { progressPlace } from '../progress-file.ts';
import { fitFrame } from './frame.ts';
import { createJudging, type Judging } from './judging.ts';
import { watchSaves, type Saves } from './saves.ts';
import { edit, runMine } from './outside.ts';
import { createSession, type Session } from './session.ts';
import { passedCount, type WatchState } from './state.ts';
import { openTerminal } from './terminal.ts';
import { renderView } from './view.ts';

/** Enough for all runs of most exercises. */
const childrenReady = 3;

/**
 * Shows the current exercise and checks its file at each save, until the learner
 * leaves. Resolves with 0, or with the exit code for a signal.
 * @param news the lines that the learner should see at the start
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

interface Left {
  readonly exitCode: number;
  readonly state: WatchState;
}

async function watchWith(
  checker: Checker,
  context: Context,
  news: readonly string[],
  interruption: AbortSignal,
): Promise<Left> {
  const { root } = context;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  interruption.addEventListener('abort', () => {
    resolve(1);
  });
  // Each of these reports to the session, which in turn needs all of them.
  const sessionOf = () => session;
  const saves = await openSaves(context, sessionOf);
  const judging = openJudging(checker, sessionOf);
  const screen = openScreen(sessionOf);
  const session = createSession(context, news, {
    draw: screen.draw,
    judge: judging.start,
    follow: ({ file }) => {
      saves.follow(file);
    },
    edit: (item) => {
      void edit(item, screen, session);
    },
    run: (item) => {
      void runMine(item, root, screen);
    },
    leave: resolve,
    fail: reject,
  });
  try {
    session.start();
    return { exitCode: await promise, state: session.state };
  } finally {
    screen.close();
    judging.stop();
    await saves.close();
  }
}

function openSaves(
  { root }: Context,
  sessionOf: () => Session,
): Promise<Saves> {
  return watchSaves(join(root, 'work', 'exercises'), {
    onSave() {
      sessionOf().onSave();
    },
    onSaveElsewhere(file) {
      sessionOf().onSaveElsewhere(file);
    },
    onTrouble(why) {
      const line = `Your files cannot be watched (${why}); press enter to check.`;
      sessionOf().tell(line);
    },
  });
}

function openJudging(checker: Checker, sessionOf: () => Session): Judging {
  return createJudging(
    checker,
    (verdict, seconds) => {
      sessionOf().onVerdict(verdict, seconds);
    },
    (error) => {
      sessionOf().onFailure(error);
    },
  );
}

/** Draws the session's state, and passes on the keys that are pressed. */
function openScreen(sessionOf: () => Session) {
  const terminal = openTerminal(
    (key) => {
      sessionOf().press(key);
    },
    () => {
      draw(sessionOf().state);
    },
  );

  function draw(state: WatchState): void {
    const { rows, text } = terminal;
    const frame = renderView(state, text);
    const { lines, scroll } = fitFrame(frame, rows, state.scroll);
    sessionOf().settleScroll(scroll);
    terminal.draw(lines);
  }

  return { draw, close: terminal.close, lend: terminal.lend };
}

function goodbyeTo(state: WatchState): string {
  return `${passedCount(state)} of ${state.shelf.length} passed; your progress is in ${progressPlace}.`;
}
