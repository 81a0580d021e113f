import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab, LabStats } from '../../lab/lab.ts';
import { createPatience } from '../acting/patience.ts';
import type { Exercise } from '../exercise.ts';

/** Long enough on any machine for the servers to see what clients have done. */
const settleMs = 2000;

const pollMs = 10;

/**
 * What the servers saw, as soon as it satisfies the rules; after the settle time,
 * what they have seen by then.
 */
export async function settledStats(
  { rules }: Exercise,
  lab: Lab,
  seed: number,
): Promise<LabStats> {
  const patience = createPatience(settleMs);
  for (;;) {
    const stats = await lab.stats();
    const isSettled = rules.every(
      (rule) => rule.isSettled?.(stats, seed) ?? true,
    );
    if (isSettled || patience.remainingMs() === 0) return stats;
    await sleep(pollMs);
  }
}
