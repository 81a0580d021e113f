// fails: at-least-in-flight
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
  const items: number[] = [];
  for (const id of ids) {
    items.push(await fetchItem(id));
    await sleep((1000 * resetSeconds) / burst);
  }
  return items;
}
