// fails: cancels
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const { signal } = new AbortController();
  const started = tasks.map((task) => task(signal));
  await Promise.allSettled(started);
  return Promise.all(started);
}
