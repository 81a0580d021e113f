// fails: blocked
import { setTimeout as sleep } from 'node:timers/promises';

export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    const result = await work();
    // Give the clock a chance to catch up.
    await sleep(2 * everyMs);
    return { result, ticks };
  } finally {
    clearInterval(clock);
  }
}
