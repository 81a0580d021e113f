// fails: first-error
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const results: Result[] = [];
  await Promise.all(
    tasks.map(async (task, index) => {
      try {
        results[index] = await task(group.signal);
      } catch {
        group.abort();
      }
    }),
  );
  return results;
}
