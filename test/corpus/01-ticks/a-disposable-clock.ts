// passes
class Clock implements Disposable {
  #ticks = 0;
  #timer: NodeJS.Timeout;
  constructor(everyMs: number) {
    this.#timer = setInterval(() => {
      this.#ticks += 1;
    }, everyMs);
  }
  get ticks() {
    return this.#ticks;
  }
  [Symbol.dispose]() {
    clearTimeout(this.#timer);
  }
}
export async function ticksDuring<Result>(
  work: () => Result | Promise<Result>,
  everyMs: number,
): Promise<{ result: Result; ticks: number }> {
  using clock = new Clock(everyMs);
  const result = await work();
  return { result, ticks: clock.ticks };
}
