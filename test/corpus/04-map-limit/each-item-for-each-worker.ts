// fails: each-once
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of items.entries()) {
      results[index] ??= await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
