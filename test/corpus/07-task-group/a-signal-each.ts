// passes
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const controllers = tasks.map(() => new AbortController());
  const failures: unknown[] = [];
  const results = new Map<number, Result>();
  async function run(task: Task<Result>, index: number): Promise<void> {
    const controller = controllers[index] ?? new AbortController();
    try {
      results.set(index, await task(controller.signal));
    } catch (error) {
      failures.push(error);
      for (const one of controllers) one.abort();
    }
  }
  await Promise.all(tasks.map(run));
  if (failures.length > 0) throw failures[0];
  return [...results]
    .sort(([one], [other]) => one - other)
    .map(([, result]) => result);
}
