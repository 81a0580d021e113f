// fails: result
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: unknown; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    const result = work();
    await result;
    return { result: { promise: typeof result }, ticks };
  } finally {
    clearInterval(clock);
  }
}
