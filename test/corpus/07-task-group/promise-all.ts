// fails: cancels
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const { signal } = new AbortController();
  return Promise.all(tasks.map((task) => task(signal)));
}
