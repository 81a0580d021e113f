import type { RecordedDemo } from '../../demo/demo.ts';
import { demoToken, runLive } from './live.ts';
import { endOf, play } from './play.ts';
import { recordedIn } from './recorded.ts';
import { createSession } from './session.ts';
import { createView } from './view.ts';

/** A demo on a slide, as the deck's keys and slides control it. */
export interface MountedDemo {
  /** Runs it, or plays the recording where there is no server. */
  readonly run: () => void;
  readonly play: () => void;
  /** Shows the end of the recording. */
  readonly skip: () => void;
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

function createDemo(
  host: HTMLElement,
  recorded: RecordedDemo,
  token: string | undefined,
): MountedDemo {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const actions = { run, play: playRecording, skip };
  const view = createView(host, recorded, token !== undefined, actions);
  const session = createSession(view.draw, isCalm);

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
    void play(recorded, report, signal);
  }

  function run(): void {
    if (token === undefined) {
      playRecording();
      return;
    }
    const problem = view.settings.problem();
    const { report, signal } = session.begin('live', 'starting');
    if (problem !== '') {
      report({ type: 'error', message: problem });
      return;
    }
    const { name } = recorded;
    void runLive({ name, ...view.settings.values() }, token, report, signal);
  }

  function skip(): void {
    const { source, phase } = session.state();
    if (source !== 'live' || phase === 'failed') showEnd();
  }

  return { ...actions, leave: session.leave, redraw: session.redraw };
}
