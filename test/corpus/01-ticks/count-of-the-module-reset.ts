// fails: one-tick-at-a-time
let ticks = 0;
/** Does work and counts how often a clock ticks meanwhile. */
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  ticks = 0;
  const clock = setInterval(() => {
    ticks += 1;
  }, everyMs);
  try {
    const result = await work();
    return { result, ticks };
  } finally {
    clearInterval(clock);
  }
}
