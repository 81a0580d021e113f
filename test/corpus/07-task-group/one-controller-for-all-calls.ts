// fails: again
export type Task<Result> = (signal: AbortSignal) => Promise<Result>;
const controller = new AbortController();
export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const running = tasks.map((task) => task(controller.signal));
  try {
    return await Promise.all(running);
  } catch (error) {
    controller.abort();
    await Promise.allSettled(running);
    throw error;
  }
}
