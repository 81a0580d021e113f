// fails: value
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()];
  async function worker(): Promise<void> {
    for (let one = left.shift(); one; one = left.shift()) {
      const [index, item] = one;
      results.push(await work(item, index));
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
