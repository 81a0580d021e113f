// fails: value
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
  for (let at = 0; at < ids.length; at += burst) {
    if (at > 0) await sleep(1000 * resetSeconds);
    const batch = ids.slice(at, at + burst);
    await Promise.all(
      // Short numbers first, as if their answers came first.
      batch
        .toSorted((a, b) => a - b)
        .map(async (id) => items.push(await fetchItem(id))),
    );
  }
  return items;
}
