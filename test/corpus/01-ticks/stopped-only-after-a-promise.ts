// fails: clock-stopped
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  const clock = setInterval(() => (ticks += 1), everyMs);
  // Where work throws before it returns a promise, the clock goes on.
  const promise = Promise.resolve(work());
  return promise
    .then((result) => ({ result, ticks }))
    .finally(() => {
      clearInterval(clock);
    });
}
