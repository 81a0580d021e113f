// fails: first-error
export type Task<Result> = (signal: AbortSignal) => Promise<Result>;
export async function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const controller = new AbortController();
  let first: unknown;
  const values = await Promise.all(
    tasks.map((task) =>
      task(controller.signal).catch((error: unknown) => {
        first ||= error;
        controller.abort();
        return undefined as Result;
      }),
    ),
  );
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever it was
  if (first) throw first;
  return values;
}
