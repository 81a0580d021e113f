// passes
export type Task<Result> = (signal: AbortSignal) => Promise<Result>;
export function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Result[]>();
  const stop = new AbortController();
  const results: Result[] = [];
  const failures: { error: unknown }[] = [];
  let left = tasks.length;
  const ended = () => {
    if (--left > 0) return;
    const [first] = failures;
    if (first) reject(first.error);
    else resolve(results);
  };
  if (left === 0) resolve([]);
  tasks.forEach((task, at) => {
    task(stop.signal)
      .then(
        (value) => {
          results[at] = value;
        },
        (error: unknown) => {
          failures.push({ error });
          stop.abort();
        },
      )
      .finally(ended);
  });
  return promise;
}
