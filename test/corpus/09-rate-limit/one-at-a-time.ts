// fails: at-least-in-flight
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  const items: number[] = [];
  for (const id of ids) {
    const { body } = await request(`${limited}/items/${id}`);
    items.push(((await body.json()) as { item: number }).item);
    await sleep(1000 / burst);
  }
  return items;
}
