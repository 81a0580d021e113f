// fails: edges
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items];
  let failed = false;
  async function worker() {
    while (queue.length > 0 && !failed) {
      const item = queue.shift() as Item;
      const index = items.indexOf(item);
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
