/**
 * # Up to the limit, and not beyond
 *
 * The lab's site `limited` has an item for each number, at `/items/NUMBER`, as
 * JSON: `{ "item": 151 }`. After a rest it takes `burst` requests at once. A
 * request beyond that is refused, with 429. Each answer says in the header
 * `ratelimit-reset` within how many seconds the whole burst is available again.
 *
 * Write `fetchItems`, which gives all items in the order of the numbers.
 *
 * - Not one request is refused, and each is made once. The server counts
 *   requests when it gets to them. That may be later than you sent them, so
 *   only an answer tells you that a request has been counted.
 * - What the server allows at once is sent at once: the whole burst, whenever it
 *   is available.
 *
 * @minutes 15
 * @hint Think in batches. How large may one be, and what has to be over before
 *   the next one goes?
 * @hint A batch is `Promise.all` over a slice of `burst` numbers. When all of
 *   its answers are there, wait for `ratelimit-reset` seconds, unless it was
 *   the last batch.
 * @hint `for (let at = 0; at < ids.length; at += burst)`, and in it
 *   `await sleep(1000 * seconds)` if `at > 0`, then
 *   `await Promise.all(ids.slice(at, at + burst).map(fetchItem))`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** Gives the items with these numbers, in their order. */
export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  // #region solution
  // TODO: ask for all of them, as fast as the limit allows.
  const agent = new Agent();
  let resetSeconds = 0;
  async function fetchItem(id: number): Promise<number> {
    const url = `${limited}/items/${id}`;
    const { headers, body } = await request(url, { dispatcher: agent });
    resetSeconds = Number(headers['ratelimit-reset']);
    return ((await body.json()) as { item: number }).item;
  }
  const items: number[] = [];
  try {
    for (let at = 0; at < ids.length; at += burst) {
      if (at > 0) await sleep(1000 * resetSeconds);
      const batch = ids.slice(at, at + burst);
      items.push(...(await Promise.all(batch.map(fetchItem))));
    }
    return items;
  } finally {
    await agent.close();
  }
  // #endregion solution
}
