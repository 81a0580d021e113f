// passes
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const out = Array<Result>(items.length);
  const entries = items.entries();
  const failure = { has: false };
  async function* lane() {
    for (const [index, item] of entries) {
      if (failure.has) return;
      yield work(item, index).then(
        (value) => {
          out[index] = value;
        },
        (error: unknown) => {
          failure.has = true;
          throw error;
        },
      );
    }
  }
  const drain = async () => {
    const all = lane();
    while (!(await all.next()).done);
  };
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, drain),
  );
  return out;
}
