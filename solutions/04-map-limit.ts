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
 *
 * @minutes 15
 * @hint Think of `limit` workers with one list between them. Each takes the
 *   next item, works on it, and comes back for another, until there are no
 *   more.
 * @hint A worker is an `async` function with a loop; the index of the next item
 *   is a variable outside it. Take the index and count it up *before* the
 *   `await`, while no other worker can run. And how does a worker learn that
 *   another one has failed?
 * @hint In the loop, `const index = next++`, and the result goes to
 *   `results[index]`. A worker whose call fails sets `next` to the end of the
 *   list before it throws the error again. `Promise.all` waits for as many
 *   workers as the limit allows.
 */

/** Returns the result of the work for each item, at most `limit` at a time. */
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
