// fails: one-tick-at-a-time
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  _everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  let ticks = 0;
  let turn: NodeJS.Immediate;
  const next = () => {
    turn = setImmediate(() => {
      ticks += 1;
      next();
    });
  };
  next();
  try {
    return { result: await work(), ticks };
  } finally {
    clearImmediate(turn!);
  }
}
