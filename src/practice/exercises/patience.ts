import { setImmediate, setTimeout } from 'node:timers/promises';

/** So that a machine that stood still has caught up before one gives up. */
const leastTurns = 50;

/**
 * Waits until something is so; false if it is not after a good while. Only
 * what never comes costs that while, so nothing depends on its length.
 */
export async function comesTrue(
  isSo: () => boolean,
  patienceMs = 1000,
): Promise<boolean> {
  const giveUpMs = performance.now() + patienceMs;
  for (let turn = 0; !isSo(); turn += 1) {
    if (turn >= leastTurns && performance.now() > giveUpMs) return false;
    await (turn < leastTurns ? setImmediate() : setTimeout(1));
  }
  return true;
}

/** Lets all run that can run without anything from outside. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < leastTurns; turn += 1) await setImmediate();
}
