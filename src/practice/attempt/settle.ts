import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab, LabStats } from '../../lab/lab.ts';
import type { Exercise } from '../exercise.ts';

/** Long enough for any machine to tell the other end what has happened. */
const settleMs = 2000;

const pollMs = 10;

/**
 * What the servers saw, once they have seen all that would satisfy the rules;
 * after a while, whatever they saw.
 */
export async function settledStats(
  { rules }: Exercise,
  lab: Lab,
): Promise<LabStats> {
  const giveUpMs = performance.now() + settleMs;
  for (;;) {
    const stats = await lab.stats();
    const isSettled = rules.every((rule) => rule.isSettled?.(stats) ?? true);
    if (isSettled || performance.now() > giveUpMs) return stats;
    await sleep(pollMs);
  }
}
