// fails: no-refusals
import { request } from 'undici';

export function fetchItems(
  ids: readonly number[],
  limited: string,
): Promise<number[]> {
  return Promise.all(
    ids.map(async (id) => {
      const { body } = await request(`${limited}/items/${id}`);
      return ((await body.json()) as { item: number }).item;
    }),
  );
}
