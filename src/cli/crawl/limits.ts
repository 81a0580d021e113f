import { watchInterruption } from '../../command/interruption.ts';

/** Why a crawl ended early; undefined if it did not. */
export type Ending = 'deadline' | 'interrupted' | undefined;

/** What can end a crawl early: its deadline, and Ctrl-C. */
export interface Limits {
  readonly signals: { readonly stop: AbortSignal; readonly cut: AbortSignal };
  ended(): Ending;
  exitCode(): number | undefined;
  /** Stops the clock, and lets Node handle signals again. */
  stop(): void;
}

/** How long requests in flight may take to finish after Ctrl-C. */
const graceMs = 5000;

/** The longest delay of a timer in Node. */
const longestMs = 2 ** 31 - 1;

/** Starts the clock, and handles signals from now on. */
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
