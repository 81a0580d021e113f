/**
 * # A limit of your own
 *
 * `p-limit` has about a hundred lines. What you need of it most of the time
 * fits into ten: write `mapLimit`, a `Promise.all` over a `map` that never has
 * more than `limit` of its calls under way.
 *
 * - `work(item, index)` is called once for each item, in their order, and gives
 *   a promise.
 * - The results stand in the order of the items, whichever is ready first.
 * - Never more than `limit` calls are under way, and exactly `limit` as long as
 *   there are items left: whenever one has ended, the next begins.
 * - If a call fails, `mapLimit` fails with that error, at once, and no call
 *   begins after that. Those that are under way are left to end.
 * - Do not use `p-limit`.
 */

/** Gives what the work gives for each item, with at most `limit` at a time. */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  // TODO: call work for each item, with never more than `limit` under way.
  throw new Error('Not written yet: mapLimit.');
}
