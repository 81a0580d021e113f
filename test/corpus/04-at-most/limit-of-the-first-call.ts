// fails: again
import pLimit, { type LimitFunction } from 'p-limit';
import { request } from 'undici';
let limit: LimitFunction | undefined;
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  limit ??= pLimit(bound);
  const go = limit;
  return Promise.all(
    ids.map((id) =>
      go(async () => {
        const { body } = await request(`${pokemon}/api/v2/pokemon/${id}`);
        return ((await body.json()) as { name: string }).name;
      }),
    ),
  );
}
