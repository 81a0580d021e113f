// fails: again
/** Something to do that stops when its signal aborts. */
export type Task<Result> = (signal: AbortSignal) => Promise<Result>;

/** Does all tasks at once; none outlives it. Throws the first failure. */
export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const group = new AbortController();
  const started = tasks.map((task) => task(group.signal));
  try {
    return (await Promise.all(started)).filter(
      (one) => one !== undefined && one !== null,
    );
  } catch (error) {
    group.abort();
    await Promise.allSettled(started);
    throw error;
  }
}
