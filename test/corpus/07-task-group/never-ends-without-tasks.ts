// fails: values
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

/** Counts those that are left, and waits for the last one. */
export function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<Result[]>();
  const results: Result[] = [];
  const failures: unknown[] = [];
  let left = tasks.length;
  async function run(task: Task<Result>, index: number): Promise<void> {
    try {
      results[index] = await task(group.signal);
    } catch (error) {
      failures.push(error);
      group.abort();
    }
    left -= 1;
    if (left > 0) return;
    if (failures.length === 0) resolve(results);
    else reject(failures[0]);
  }

  for (const [index, task] of tasks.entries()) void run(task, index);
  return promise;
}
