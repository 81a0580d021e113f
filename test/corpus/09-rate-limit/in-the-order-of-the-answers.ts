// fails: value
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  const items: number[] = [];
  for (let at = 0; at < ids.length; at += burst) {
    if (at > 0) await sleep(1000);
    // Short numbers first, as if their answers came first.
    const batch = ids.slice(at, at + burst).toSorted((a, b) => a - b);
    await Promise.all(
      batch.map(async (id) => {
        const { body } = await request(`${limited}/items/${id}`);
        items.push(((await body.json()) as { item: number }).item);
      }),
    );
  }
  return items;
}
