// fails: at-once
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const results: Result[] = [];
  for (const task of tasks) {
    results.push(await task(group.signal));
  }
  return results;
}
