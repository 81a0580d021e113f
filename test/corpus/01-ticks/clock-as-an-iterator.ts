// passes
import { setInterval as clock } from 'node:timers/promises';

export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  const stop = new AbortController();
  let ticks = 0;
  async function count(): Promise<void> {
    const each = clock(everyMs, 1, stop);
    for await (const tick of each) ticks += tick;
  }
  const counting = count().catch(() => undefined);
  try {
    const result = await work();
    return { result, ticks };
  } finally {
    stop.abort();
    await counting;
  }
}
