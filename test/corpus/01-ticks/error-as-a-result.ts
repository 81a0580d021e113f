// fails: throws
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    const result = await work();
    return { result, ticks };
  } catch (error) {
    return { result: error as Result, ticks };
  } finally {
    clearInterval(clock);
  }
}
