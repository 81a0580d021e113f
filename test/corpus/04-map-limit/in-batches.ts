// fails: at-least
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += limit) {
    const batch = items.slice(from, from + limit);
    const begun = batch.map((item, place) => work(item, from + place));
    results.push(...(await Promise.all(begun)));
  }
  return results;
}
