// passes
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  let clock: NodeJS.Timeout;
  const wind = () => {
    clock = setTimeout(() => {
      ticks += 1;
      wind();
    }, everyMs);
  };
  wind();
  return Promise.resolve()
    .then(work)
    .then((result) => ({ result, ticks }))
    .finally(() => {
      clearTimeout(clock);
    });
}
