// fails: no-refusals
import pLimit from 'p-limit';
import { request } from 'undici';

/** A bound on what is in flight does not bound what is sent in a second. */
export function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  const limit = pLimit(burst);
  return Promise.all(
    ids.map((id) =>
      limit(async () => {
        const { body } = await request(`${limited}/items/${id}`);
        return ((await body.json()) as { item: number }).item;
      }),
    ),
  );
}
