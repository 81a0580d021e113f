import timers from 'node:timers/promises';
import type { Lab } from '../../lab/lab.ts';
import { createPatience } from './patience.ts';

/**
 * Taken at once: an act or the learner's code may put others in their place.
 */
export const { setTimeout: originalSleep } = timers;
const { setImmediate } = timers;

/**
 * How long an act waits for what happens at once or never. It is far more than
 * a busy machine needs, because running out of it counts as a mistake.
 */
export const defaultTimeoutMs = 4000;

/** The same for what happens within this process alone. */
export const briefTimeoutMs = 1000;

const pollMs = 5;

/** A process that was suspended can catch up in these turns before the timeout. */
const leastTurns = 50;

/**
 * Polls a condition until it is true, and says whether it became true in time.
 * Only a condition that never becomes true costs the whole timeout, so no
 * verdict depends on its length.
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = defaultTimeoutMs,
): Promise<boolean> {
  const patience = createPatience(timeoutMs);
  for (let turn = 0; !(await condition()); turn++) {
    if (turn >= leastTurns && patience.remainingMs() === 0) return false;
    await originalSleep(pollMs);
  }
  return true;
}

/** Lets everything run that waits for nothing outside this process. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < leastTurns; turn++) await setImmediate();
}

/**
 * Waits until this process has handled all that the servers have sent so far:
 * the answers to these requests come after it.
 */
export async function receiveAllSent(lab: Lab): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await lab.stats();
    for (let turn = 0; turn < 10; turn++) await setImmediate();
  }
}

/** This many looks in a row must find that nothing has moved. */
const stillLooks = 10;

/**
 * Waits until the streams server sends no more of its last download, because
 * the download is done or its client has stopped reading.
 * @returns how many bytes the server has sent
 */
export async function bytesSentAtStandstill(lab: Lab): Promise<number> {
  let sentBytes = -1;
  for (let still = 0; still < stillLooks; still++) {
    await receiveAllSent(lab);
    const { streams } = await lab.stats();
    const { bytes = 0, state } = streams?.transfers.at(-1) ?? {};
    if (state === 'done') return bytes;
    if (bytes !== sentBytes) still = 0;
    sentBytes = bytes;
  }
  return sentBytes;
}
