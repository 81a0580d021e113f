// fails: clock-first
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const promise = work();
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    const result = await promise;
    return { result, ticks };
  } finally {
    clearInterval(clock);
  }
}
