// fails: no-waste
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  async function fetchItem(id: number): Promise<number> {
    const { body } = await request(`${limited}/items/${id}`);
    return ((await body.json()) as { item: number }).item;
  }
  const items: number[] = [];
  for (let at = 0; at < ids.length; at += burst) {
    if (at > 0) await sleep(3000);
    const batch = ids.slice(at, at + burst);
    items.push(...(await Promise.all(batch.map(fetchItem))));
  }
  return items;
}
