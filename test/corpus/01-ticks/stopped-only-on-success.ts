// fails: clock-stopped
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  const result = await work();
  clearInterval(clock);
  return { result, ticks };
}
