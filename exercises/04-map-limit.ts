/**
 * # A limit of your own
 *
 * `p-limit` has about a hundred lines. What you need of it most of the time
 * fits into ten: write `mapLimit`, a `Promise.all` over a `map` that never has
 * more than `limit` of its calls under way.
 *
 * - `work(item, index)` is called once for each item, in the order of the
 *   items, and returns a promise.
 * - `mapLimit` returns the results in the order of the items, whichever is
 *   ready first. Without items, that is an empty list.
 * - Never more than `limit` calls are under way, and exactly `limit` as long as
 *   there are items left: whenever one has ended, the next begins.
 * - If a call fails, `mapLimit` fails with that error, at once, and no call
 *   begins after that. Calls that are under way go on to their end.
 */

/** Returns the result of the work for each item, at most `limit` at a time. */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  // TODO: call work for each item, with never more than `limit` under way.
  throw new Error('Not written yet: mapLimit.');
}
