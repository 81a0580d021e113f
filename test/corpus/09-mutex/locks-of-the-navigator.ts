// passes
export interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}
class NavigatorMutex implements Mutex {
  static #count = 0;
  readonly #name = `mutex ${NavigatorMutex.#count++}`;
  async runExclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    return await navigator.locks.request(this.#name, async () => work());
  }
}
export const createMutex = (): Mutex => new NavigatorMutex();
