// fails: edges
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const under = new Set<Promise<void>>();
  for (const [index, item] of items.entries()) {
    if (under.size >= limit) await Promise.race(under);
    const task = work(item, index).then((result) => {
      results[index] = result;
    });
    under.add(task);
    task.finally(() => under.delete(task)).catch(() => undefined);
  }
  await Promise.all(under);
  return results.flat() as Result[];
}
