// fails: blocked
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  const startedMs = performance.now();
  const result = await work();
  const lastedMs = performance.now() - startedMs;
  return { result, ticks: Math.floor(lastedMs / everyMs) };
}
