import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';

/**
 * Lets all timers that are started from now on end `factor` times sooner: a
 * minute of a program passes in less than a second, and what it wanted to do
 * "after a while" happens while somebody looks.
 * @returns what ends it
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

/** An import by name sees it too, whenever it was made. */
function put(
  later: typeof timers.setTimeout,
  sleep: typeof timersPromises.setTimeout,
): void {
  globalThis.setTimeout = later;
  timers.setTimeout = later;
  timersPromises.setTimeout = sleep;
  syncBuiltinESMExports();
}
