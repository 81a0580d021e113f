// fails: values
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const results: Result[] = [];
  const started = tasks.map(async (task) => {
    results.push(await task(group.signal));
  });
  try {
    await Promise.all(started);
    return results;
  } catch (error) {
    group.abort();
    await Promise.allSettled(started);
    throw error;
  }
}
