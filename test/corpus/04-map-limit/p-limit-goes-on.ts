// fails: nothing-new
import pLimit from 'p-limit';

export function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const limited = pLimit(limit);
  return Promise.all(
    items.map((item, index) => limited(() => work(item, index))),
  );
}
