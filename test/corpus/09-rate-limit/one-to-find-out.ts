// fails: requests
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  let resetSeconds = 0;
  async function fetchItem(id: number): Promise<number> {
    const { headers, body } = await request(`${limited}/items/${id}`);
    resetSeconds = Number(headers['ratelimit-reset']);
    return ((await body.json()) as { item: number }).item;
  }
  // Asks for the first one, only to read the header.
  await fetchItem(ids[0] ?? 1);
  await sleep(1000 * resetSeconds);
  const items: number[] = [];
  for (let at = 0; at < ids.length; at += burst) {
    if (at > 0) await sleep(1000 * resetSeconds);
    const batch = ids.slice(at, at + burst);
    items.push(...(await Promise.all(batch.map(fetchItem))));
  }
  return items;
}
