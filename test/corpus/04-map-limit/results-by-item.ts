// fails: edges
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<Item, Result>();
  let next = 0;
  async function worker() {
    while (next < items.length) {
      const index = next++;
      const item = items[index] as Item;
      try {
        results.set(item, await work(item, index));
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return items.map((item) => results.get(item) as Result);
}
