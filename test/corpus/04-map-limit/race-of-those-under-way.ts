// fails: ends
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const underWay = new Set<Promise<void>>();
  for (const [index, item] of items.entries()) {
    const call = work(item, index).then((result) => {
      results[index] = result;
      underWay.delete(call);
    });
    underWay.add(call);
    if (underWay.size >= limit) await Promise.race(underWay);
  }
  for (const call of underWay) await call;
  return results;
}
