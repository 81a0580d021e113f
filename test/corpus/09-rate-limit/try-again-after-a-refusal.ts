// fails: no-refusals
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

export function fetchItems(
  ids: readonly number[],
  limited: string,
): Promise<number[]> {
  async function fetchItem(id: number): Promise<number> {
    const { statusCode, headers, body } = await request(
      `${limited}/items/${id}`,
    );
    if (statusCode !== 429) {
      return ((await body.json()) as { item: number }).item;
    }
    await body.dump();
    await sleep(1000 * Number(headers['retry-after']));
    return fetchItem(id);
  }
  return Promise.all(ids.map(fetchItem));
}
