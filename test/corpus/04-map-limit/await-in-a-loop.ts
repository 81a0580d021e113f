// fails: at-least
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  _limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    results.push(await work(item, index));
  }
  return results;
}
