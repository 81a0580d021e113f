import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../../lab/lab.ts';

/**
 * How long an act waits for what comes at once, or never: far beyond what any
 * busy machine takes, since who runs out of it is told of a mistake.
 */
export const patienceMs = 4000;

const pollMs = 5;

/** Asks again and again until it is so; false when it never was. */
export async function comesTrue(
  isSo: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const giveUpMs = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpMs) return false;
    await sleep(pollMs);
  }
  return true;
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
