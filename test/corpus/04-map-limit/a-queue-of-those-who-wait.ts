// passes
/** A semaphore: its queue holds the calls that wait for a permit. */
class Permits {
  readonly #queue: (() => void)[] = [];
  #left: number;

  constructor(count: number) {
    this.#left = count;
  }

  async take(): Promise<void> {
    if (this.#left > 0) this.#left -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  giveBack(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#left += 1;
  }
}

export function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const permits = new Permits(limit);
  let hasFailed = false;
  const all = items.map(async (item, index) => {
    await permits.take();
    if (hasFailed) return undefined as Result;
    try {
      return await work(item, index);
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      permits.giveBack();
    }
  });
  return Promise.all(all);
}
