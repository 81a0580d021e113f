// fails: once
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    await work();
    const result = await work();
    return { result, ticks };
  } finally {
    clearInterval(clock);
  }
}
