// fails: one-tick-at-a-time
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  let isDone = false;
  const next = () => {
    if (isDone) return;
    ticks += 1;
    setImmediate(next);
  };
  setImmediate(next);
  try {
    return { result: await work(), ticks };
  } finally {
    isDone = true;
  }
}
