// fails: joins
import { setTimeout as sleep } from 'node:timers/promises';

type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const started = tasks.map((task) => task(group.signal));
  for (const one of started) one.catch(() => undefined);
  try {
    return await Promise.all(started);
  } catch (error) {
    group.abort();
    await sleep(100);
    throw error;
  }
}
