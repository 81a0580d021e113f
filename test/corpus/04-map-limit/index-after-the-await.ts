// fails: each-once
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    while (next < items.length) {
      results[next] = await work(items[next] as Item, next);
      next += 1;
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
