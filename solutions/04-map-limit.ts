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
 *
 * @minutes 15
 * @hint Think of `limit` workers with one list between them. Each takes the next
 *   item, works on it, and comes back for another, until there are no more.
 * @hint A worker is an `async` function with a loop; the index of the next item
 *   is a variable outside it. Take the index and count it up *before* the
 *   `await`, while no other worker can run. And how does a worker learn that
 *   another one has failed?
 * @hint `while (next < items.length)`, and inside `const index = next++;` and
 *   `results[index] = await work(items[index] as Item, index);`. On an error, set
 *   `next = items.length` and throw it again. Then
 *   `await Promise.all(Array.from({ length: limit }, worker))`.
 */

/** Gives what the work gives for each item, with at most `limit` at a time. */
export async function mapLimit<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  // #region solution
  // TODO: call work for each item, with never more than `limit` under way.
  const results = new Array<Result>(items.length);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < items.length) {
      const index = next++;
      try {
        results[index] = await work(items[index] as Item, index);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
  // #endregion solution
}
