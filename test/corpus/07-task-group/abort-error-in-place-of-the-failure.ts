// fails: first-error
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const started = tasks.map((task) => task(group.signal));
  try {
    return await Promise.all(started);
  } catch {
    group.abort();
    await Promise.allSettled(started);
    group.signal.throwIfAborted();
    return [];
  }
}
