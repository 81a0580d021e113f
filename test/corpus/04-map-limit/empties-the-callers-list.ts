// fails: ends
/** Returns the result of the work for each item, at most `limit` at a time. */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const queue = items as Item[];
  const results: Result[] = [];
  let index = 0;
  let failed = false;
  async function worker() {
    while (queue.length > 0 && !failed) {
      const item = queue.shift() as Item;
      const at = index++;
      try {
        results[at] = await work(item, at);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
