// fails: blocked
let ticks = 0;

export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  const clock = setInterval(() => (ticks += 1), everyMs);
  try {
    return { result: await work(), ticks };
  } finally {
    clearInterval(clock);
  }
}
