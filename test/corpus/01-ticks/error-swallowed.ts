// fails: throws
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result | undefined; ticks: number }> {
  let ticks = 0;
  let result: Result | undefined;
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    result = await work();
  } catch (error) {
    console.error(error);
  }
  clearInterval(clock);
  return { result, ticks };
}
