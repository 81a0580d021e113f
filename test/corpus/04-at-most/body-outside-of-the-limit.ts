// fails: again
import pLimit from 'p-limit';
import { request } from 'undici';

/** Returns the names of the Pokémon with these numbers, in their order. */
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  const limit = pLimit(bound);
  return Promise.all(
    ids.map(async (id) => {
      const { body } = await limit(() =>
        request(`${pokemon}/api/v2/pokemon/${id}`),
      );
      return ((await body.json()) as { name: string }).name;
    }),
  );
}
