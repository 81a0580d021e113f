/**
 * # Up to the limit, and not beyond
 *
 * A server like the lab's site `limited` has an item for each number, at
 * `/items/NUMBER`, as JSON: `{ "item": 151 }`. After a rest it takes `burst`
 * requests at once, and refuses any beyond that, with 429. Each answer says in
 * the header `ratelimit-reset` within how many seconds the whole burst is
 * available again.
 *
 * Write `fetchItems`, which returns all items in the order of the numbers.
 *
 * - Not one request is refused, and each is made once. The server counts
 *   requests when it gets to them. That may be later than you sent them, so
 *   only an answer tells you that a request has been counted.
 * - What the server allows at once is sent at once: the whole burst, as soon as
 *   it is available again according to the header.
 *
 * @minutes 15
 * @hint Think in batches. How large may one be, and what has to be over before
 *   the next one goes?
 * @hint A batch is `Promise.all` over a slice of `burst` numbers. When all of
 *   its answers are there, wait for `ratelimit-reset` seconds, unless it was
 *   the last batch.
 * @hint A loop over the batches: `for (let at = 0; at < ids.length; at +=
 *   burst)`. The pause comes first in it, if `at > 0`: by then the last answer
 *   has told you how many seconds, and after the last batch there is none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** Returns the items with these numbers, in their order. */
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
