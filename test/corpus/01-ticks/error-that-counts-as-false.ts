// fails: throws
/** Does work and counts how often a clock ticks meanwhile. */
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  let failure: unknown;
  let result: Result | undefined;
  try {
    result = await work();
  } catch (error) {
    failure = error;
  }
  clearInterval(clock);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- it is what was caught
  if (failure) throw failure;
  return { result: result as Result, ticks };
}
