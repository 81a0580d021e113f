import type { RecordedDemo } from '../../demo/demo.ts';
import { demoToken, runLive, type LiveRun } from './live.ts';
import { endOf, play } from './play.ts';
import { recordedIn } from './recorded.ts';
import { createSession } from './session.ts';
import { createView } from './view.ts';
import { createWarmth } from './warmth.ts';

/** A demo on a slide, as the deck's keys and slides control it. */
export interface MountedDemo {
  /** Runs it, or plays the recording where there is no server. */
  readonly run: () => void;
  readonly play: () => void;
  /** Shows the end of the recording. */
  readonly skip: () => void;
  /** Draws it, and makes it ready to run at once. */
  readonly enter: () => void;
  /** Stops what runs; what was over stays on the slide. */
  readonly leave: () => void;
  readonly redraw: () => void;
}

/**
 * Makes the demo in an element work; undefined where nothing is recorded.
 * @param still whether only its end is shown, as on paper
 */
export function mountDemo(
  host: HTMLElement,
  still: boolean,
): MountedDemo | undefined {
  const recorded = recordedIn(host);
  if (!recorded) return undefined;
  const demo = createDemo(host, recorded, still ? undefined : demoToken());
  if (still) demo.skip();
  else demo.redraw();
  return demo;
}

/**
 * Pressed again so soon, R is impatience: to start anew would make a room wait
 * once more.
 */
const impatientMs = 2000;

function createDemo(
  host: HTMLElement,
  recorded: RecordedDemo,
  token: string | undefined,
): MountedDemo {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const actions = { run, play: playRecording, skip };
  const view = createView(host, recorded, token !== undefined, actions);
  const session = createSession(view.draw, isCalm);
  const warmth = createWarmth(token);
  let lastKey = '';

  function showEnd(): void {
    const { report } = session.begin('recorded', 'running');
    for (const event of endOf(recorded)) report(event);
  }

  function playRecording(): void {
    if (isCalm) {
      showEnd();
      return;
    }
    const { report, signal } = session.begin('recorded', 'running');
    warmth.keep(chosen());
    void play(recorded, report, signal);
  }

  function chosen(): LiveRun {
    return { name: recorded.name, ...view.settings.values() };
  }

  function isImpatient(): boolean {
    const { source, phase, runs } = session.state();
    if (source !== 'live' || lastKey !== JSON.stringify(chosen())) {
      return false;
    }
    const [first] = runs;
    const runningMs = performance.now() - (first?.startedMs ?? 0);
    return (
      phase === 'starting' || (phase === 'running' && runningMs < impatientMs)
    );
  }

  function run(): void {
    if (token === undefined) {
      playRecording();
      return;
    }
    if (isImpatient()) return;
    const problem = view.settings.problem();
    const { report, signal } = session.begin('live', 'starting');
    if (problem !== '') {
      report({ type: 'error', message: problem });
      return;
    }
    lastKey = JSON.stringify(chosen());
    warmth.hold();
    void runLive(chosen(), token, report, signal).then(() => {
      // For the next time, as long as its slide is shown.
      const isOver = !signal.aborted && session.state().phase === 'over';
      if (isOver) warmth.keep(chosen());
    });
  }

  function skip(): void {
    const { source, phase } = session.state();
    if (source !== 'live' || phase === 'failed') showEnd();
  }

  function enter(): void {
    session.redraw();
    if (view.settings.problem() === '') warmth.keep(chosen());
  }

  function leave(): void {
    warmth.end();
    session.leave();
  }

  return { ...actions, enter, leave, redraw: session.redraw };
}
