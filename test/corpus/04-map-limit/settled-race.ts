// passes
/** Returns the result of the work for each item, at most `limit` at a time. */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  return new Promise((resolve, reject) => {
    const results = new Array<Result>(items.length);
    let next = 0,
      open = 0,
      over = false;
    const fill = () => {
      if (over) return;
      if (next === items.length && open === 0) {
        over = true;
        resolve(results);
        return;
      }
      while (open < limit && next < items.length) {
        const at = next++;
        open++;
        work(items[at] as Item, at).then(
          (r) => {
            results[at] = r;
            open--;
            fill();
          },
          (e: unknown) => {
            over = true;
            reject(e instanceof Error ? e : new Error(String(e)));
          },
        );
      }
    };
    fill();
  });
}
