import process from 'node:process';
import { createPatience } from '../acting/patience.ts';
import { originalSleep, someTurns } from '../acting/waiting.ts';

/** How long a timer that the learner's code has left may take to end. */
const timeoutMs = 1000;

/**
 * Waits until this process has no timers any more, or until the time is over. An
 * error that is thrown meanwhile, where no code waits for it, would end a program.
 */
export async function calmsDown(): Promise<void> {
  const patience = createPatience(timeoutMs);
  await someTurns();
  while (hasTimers() && patience.remainingMs() > 0) await originalSleep(5);
  await someTurns();
}

function hasTimers(): boolean {
  const resources = process.getActiveResourcesInfo();
  return resources.includes('Timeout') || resources.includes('Immediate');
}
