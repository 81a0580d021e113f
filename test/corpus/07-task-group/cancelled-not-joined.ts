// fails: joins
type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  try {
    return await Promise.all(tasks.map((task) => task(group.signal)));
  } catch (error) {
    group.abort();
    throw error;
  }
}
