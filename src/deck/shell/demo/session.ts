import type { DemoEvent } from '../../demo/demo.ts';
import { afterEvent, idle, type DemoState } from './state.ts';

/** How often a picture is redrawn, at most; less often with reduced motion. */
const drawEveryMs = 80;
const calmEveryMs = 1000;

/** Where one run or one recording reports, and the signal that stops it. */
export interface Act {
  readonly signal: AbortSignal;
  readonly report: (event: DemoEvent) => void;
}

/** The state of a demo while something runs or is played: one at a time. */
export function createSession(
  draw: (state: DemoState, nowMs: number) => void,
  isCalm: boolean,
) {
  let state: DemoState = idle;
  let stopper = new AbortController();
  let timer: ReturnType<typeof setInterval> | undefined;

  function redraw(): void {
    draw(state, performance.now());
  }

  function stop(): void {
    stopper.abort();
    stopper = new AbortController();
    clearInterval(timer);
    timer = undefined;
  }

  return {
    state: () => state,
    redraw,
    /** Stops what runs, and starts with nothing on the slide. */
    begin(source: DemoState['source'], phase: DemoState['phase']): Act {
      stop();
      const { signal } = stopper;
      state = { ...idle, source, phase };
      redraw();
      timer = setInterval(redraw, isCalm ? calmEveryMs : drawEveryMs);
      const report = (event: DemoEvent): void => {
        // What was stopped may still report.
        if (signal.aborted) return;
        state = afterEvent(state, event, performance.now());
        const isOver = event.type === 'done' || event.type === 'error';
        if (isOver) clearInterval(timer);
        if (isOver || event.type === 'end') redraw();
      };
      return { signal, report };
    },
    /** Stops what runs; what was over stays on the slide. */
    leave: (): void => {
      if (state.phase !== 'starting' && state.phase !== 'running') return;
      stop();
      state = idle;
      redraw();
    },
  };
}
