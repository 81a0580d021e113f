// fails: first-error
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const started = tasks.map((task) => task(group.signal));
  for (const one of started) {
    one.catch(() => {
      group.abort();
    });
  }
  await Promise.allSettled(started);
  const results: Result[] = [];
  for (const one of started) results.push(await one);
  return results;
}
