// fails: edges
/** Returns the result of the work for each item, at most `limit` at a time. */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const queue = items.map((item, index) => ({ item, index }));
  const results: Result[] = [];
  let failed = false;
  async function worker() {
    for (
      let next = queue.shift();
      next?.item && !failed;
      next = queue.shift()
    ) {
      try {
        results[next.index] = await work(next.item, next.index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
