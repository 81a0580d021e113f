// fails: rejects
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let error: unknown;
  const stop = Promise.withResolvers<undefined>();
  async function worker() {
    while (next < items.length && !error) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item, index);
      } catch (thrown) {
        error = thrown;
        stop.resolve(undefined);
      }
    }
  }
  await Promise.race([
    stop.promise,
    Promise.all(Array.from({ length: limit }, worker)),
  ]);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- whatever it was
  if (error) throw error;
  return results;
}
