// fails: no-refusals
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/** Returns the items with these numbers, in their order. */
export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  const agent = new Agent();
  let resetSeconds = 0;
  async function fetchItem(id: number): Promise<number> {
    const url = `${limited}/items/${id}`;
    const { headers, body } = await request(url, { dispatcher: agent });
    resetSeconds ||= Number(headers['ratelimit-reset']);
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
}
