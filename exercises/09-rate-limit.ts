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
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** Returns the items with these numbers, in their order. */
export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  // TODO: ask for all of them, as fast as the limit allows.
  throw new Error('Not written yet: fetchItems.');
}
