// fails: edges
export function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Result[]>();
  const results: Result[] = [];
  let next = 0;
  let ended = 0;
  function begin(): void {
    if (next >= items.length) return;
    const index = next++;
    work(items[index] as Item, index).then(
      (result) => {
        results[index] = result;
        if (++ended === items.length) resolve(results);
        else begin();
      },
      (error: unknown) => {
        next = items.length;
        reject(error);
      },
    );
  }
  for (let count = 0; count < limit; count++) begin();
  return promise;
}
