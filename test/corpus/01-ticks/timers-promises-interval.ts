// passes
import { setInterval as every } from 'node:timers/promises';
/** Does work and counts how often a clock ticks meanwhile. */
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  const ended = new AbortController();
  let ticks = 0;
  const counting = (async () => {
    try {
      for await (const one of every(everyMs, 1, { signal: ended.signal })) {
        ticks += one;
      }
    } catch {
      // It was aborted.
    }
  })();
  try {
    return { result: await work(), ticks };
  } finally {
    ended.abort();
    await counting;
  }
}
