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
  } catch (cause) {
    throw new Error('The work has failed.', { cause });
  } finally {
    clearInterval(clock);
  }
}
