// passes
import { request } from 'undici';
import { withAgent } from 'async-lab';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  return withAgent({ connections: 1 }, (dispatcher) =>
    Promise.all(
      ids.map(async (id) => {
        const url = `${pokemon}/api/v2/pokemon/${id}`;
        const { body } = await request(url, { dispatcher });
        return ((await body.json()) as { name: string }).name;
      }),
    ),
  );
}
