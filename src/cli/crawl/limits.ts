import { watchInterruption } from '../../command/interruption.ts';

/** How a crawl ended, where it did not come to its end. */
export type Ending = 'deadline' | 'interrupted' | undefined;

/** What ends a crawl early: a deadline, and whoever presses Ctrl-C. */
export interface Limits {
  readonly signals: { readonly stop: AbortSignal; readonly cut: AbortSignal };
  ended(): Ending;
  exitCode(): number | undefined;
  /** Leaves clock and signals alone again. */
  stop(): void;
}

/** How long what is under way may take to finish after Ctrl-C. */
const graceMs = 5000;

/** The longest that a timer of Node's can wait. */
const longestMs = 2 ** 31 - 1;

/** Starts the clock, and takes signals from here on. */
export function startLimits(deadlineSeconds?: number): Limits {
  const interruption = watchInterruption();
  const cut = new AbortController();
  let ended: Ending;
  const pass = () => {
    ended ??= 'deadline';
    cut.abort();
  };
  const deadline =
    deadlineSeconds === undefined
      ? undefined
      : setTimeout(pass, Math.min(longestMs, deadlineSeconds * 1000));
  let grace: NodeJS.Timeout | undefined;
  interruption.signal.addEventListener('abort', () => {
    ended ??= 'interrupted';
    grace = setTimeout(() => {
      cut.abort();
    }, graceMs);
  });
  return {
    signals: { stop: interruption.signal, cut: cut.signal },
    ended: () => ended,
    exitCode: () => interruption.exitCode(),
    stop() {
      clearTimeout(deadline);
      clearTimeout(grace);
      interruption.stop();
    },
  };
}
