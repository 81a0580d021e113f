import { keepWarm, type LiveRun } from './live.ts';

/** A slide that is only passed by has nothing made ready for it. */
const delayMs = 300;

/** Has the server keep a demo ready while its slide is shown. */
export function createWarmth(token: string | undefined) {
  let stopper = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(timer);
    stopper.abort();
    stopper = new AbortController();
  }

  return {
    end,
    /** Leaves the server alone: what is ready by now is used. */
    hold(): void {
      clearTimeout(timer);
    },
    /** Makes one ready in place of what was. */
    keep(run: LiveRun): void {
      end();
      if (token === undefined) return;
      const { signal } = stopper;
      timer = setTimeout(() => void keepWarm(run, token, signal), delayMs);
    },
  };
}
