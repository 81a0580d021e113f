import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../../lab/lab.ts';

/**
 * How long an act waits for what comes at once, or never: far beyond what any
 * busy machine takes, since who runs out of it is told of a mistake.
 */
export const patienceMs = 4000;

/** The same for what happens within this process alone. */
export const briefPatienceMs = 1000;

const pollMs = 5;

/** So that a process that stood still has caught up before one gives up. */
const leastTurns = 50;

/**
 * Asks again and again until it is so; false when it never was. Only what
 * never comes costs that while, so nothing depends on its length.
 */
export async function comesTrue(
  isSo: () => boolean | Promise<boolean>,
  waitMs = patienceMs,
): Promise<boolean> {
  const giveUpMs = performance.now() + waitMs;
  for (let turn = 0; !(await isSo()); turn++) {
    if (turn >= leastTurns && performance.now() > giveUpMs) return false;
    await sleep(pollMs);
  }
  return true;
}

/** Lets all run that can run without anything from outside. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < leastTurns; turn++) await setImmediate();
}

/**
 * Waits until all that the servers have sent by now has also been dealt with
 * in this process: what they answer next comes after that.
 */
export async function whatWasSentIsHere(lab: Lab): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await lab.stats();
    for (let turn = 0; turn < 10; turn++) await setImmediate();
  }
}
