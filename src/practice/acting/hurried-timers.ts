import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';

/**
 * Makes each `setTimeout` from now on end `factor` times sooner. With a factor of
 * 200, a timeout of a minute ends after 0.3 seconds: what a program does "after a
 * while" happens before the act is over. With a factor below 1 they end later.
 * @returns a function that ends this
 */
export function hurryTimers(factor: number): () => void {
  const { setTimeout: later } = timers;
  const { setTimeout: sleep } = timersPromises;
  const hurried = Object.assign(
    ((run: () => void, delayMs = 0, ...rest: []) =>
      later(run, delayMs / factor, ...rest)) as typeof later,
    later,
  );
  put(hurried, (delayMs = 0, value, options) =>
    sleep(delayMs / factor, value, options),
  );
  return () => {
    put(later, sleep);
  };
}

/** Code that has already imported them by name gets these functions too. */
function put(
  later: typeof timers.setTimeout,
  sleep: typeof timersPromises.setTimeout,
): void {
  globalThis.setTimeout = later;
  timers.setTimeout = later;
  timersPromises.setTimeout = sleep;
  syncBuiltinESMExports();
}
