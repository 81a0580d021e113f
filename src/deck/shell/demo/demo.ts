import type { DemoEvent } from '../../demo/demo.ts';
import { demoToken, runLive } from './live.ts';
import { endOf, play } from './play.ts';
import { recordedIn } from './recorded.ts';
import { afterEvent, idle, type DemoState } from './state.ts';
import { createView } from './view.ts';

/** A demo on a slide, as the deck's keys and slides command it. */
export interface MountedDemo {
  /** Runs it, or plays what was recorded where there is no server. */
  readonly run: () => void;
  readonly play: () => void;
  /** What is recorded, at its end. */
  readonly skip: () => void;
  /** Stops what runs; what is to be seen of it stays. */
  readonly leave: () => void;
  readonly redraw: () => void;
}

/** How often a picture is drawn anew, at most; in calm, once in a while. */
const drawEveryMs = 80;
const calmEveryMs = 1000;

/**
 * Brings the demo in an element to life; nothing where nothing is recorded.
 * @param still whether only its end is to be seen, as on paper
 */
export function mountDemo(
  host: HTMLElement,
  still: boolean,
): MountedDemo | undefined {
  const recorded = recordedIn(host);
  if (!recorded) return undefined;
  const token = still ? undefined : demoToken();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let state: DemoState = idle;
  let stopper = new AbortController();
  let timer: ReturnType<typeof setInterval> | undefined;

  const redraw = (): void => {
    view.draw(state, performance.now());
  };
  const stop = (): void => {
    stopper.abort();
    stopper = new AbortController();
    clearInterval(timer);
    timer = undefined;
  };
  /** Begins anew; what still comes of what was begun before is not heard. */
  const begin = (source: DemoState['source'], phase: DemoState['phase']) => {
    stop();
    const { signal } = stopper;
    state = { ...idle, source, phase };
    redraw();
    timer = setInterval(redraw, calm ? calmEveryMs : drawEveryMs);
    const tell = (event: DemoEvent): void => {
      if (signal.aborted) return;
      state = afterEvent(state, event, performance.now());
      const isOver = event.type === 'done' || event.type === 'error';
      if (isOver) clearInterval(timer);
      if (isOver || event.type === 'end') redraw();
    };
    return { signal, tell };
  };

  const showEnd = (): void => {
    const { tell } = begin('recorded', 'running');
    for (const event of endOf(recorded)) tell(event);
  };
  const playRecording = (): void => {
    if (calm) {
      showEnd();
      return;
    }
    const { tell, signal } = begin('recorded', 'running');
    void play(recorded, tell, signal);
  };
  const run = (): void => {
    if (token === undefined) {
      playRecording();
      return;
    }
    const problem = view.settings.problem();
    const { tell, signal } = begin('live', 'starting');
    if (problem !== '') {
      tell({ type: 'error', message: problem });
      return;
    }
    const { name } = recorded;
    void runLive({ name, ...view.settings.values() }, token, tell, signal);
  };
  const skip = (): void => {
    if (state.source !== 'live' || state.phase === 'failed') showEnd();
  };
  const leave = (): void => {
    if (state.phase !== 'starting' && state.phase !== 'running') return;
    stop();
    state = idle;
    redraw();
  };

  const actions = { run, play: playRecording, skip };
  const view = createView(host, recorded, token !== undefined, actions);
  if (still) showEnd();
  else redraw();
  return { ...actions, leave, redraw };
}
