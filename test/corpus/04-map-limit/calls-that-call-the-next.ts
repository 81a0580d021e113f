// passes
export function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    const results: Result[] = [];
    let begun = 0;
    let ended = 0;
    let hasFailed = false;
    if (items.length === 0) resolve(results);

    function beginNext(): void {
      if (hasFailed || begun === items.length) return;
      const index = begun++;
      work(items[index] as Item, index).then(
        (result) => {
          results[index] = result;
          if (++ended === items.length) resolve(results);
          else beginNext();
        },
        (error: unknown) => {
          hasFailed = true;
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    }

    for (let count = 0; count < limit; count++) beginNext();
  });
}
