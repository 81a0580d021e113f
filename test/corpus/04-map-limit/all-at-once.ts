// fails: at-most
export function mapLimit<Item, Result>(
  items: readonly Item[],
  _limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  return Promise.all(items.map(work));
}
