// passes
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

class QueueMutex implements Mutex {
  readonly #waiting: (() => void)[] = [];
  #isHeld = false;

  async runExclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#isHeld) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#isHeld = true;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#isHeld = false;
    }
  }
}

export function createMutex(): Mutex {
  return new QueueMutex();
}
