// passes
import { Client } from 'undici';
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const client = new Client(pokemon, { pipelining: 5 });
  try {
    return await Promise.all(
      ids.map(async (id) => {
        const { body } = await client.request({
          path: `/api/v2/pokemon/${id}`,
          method: 'GET',
        });
        const text = await body.text();
        return (JSON.parse(text) as { name: string }).name;
      }),
    );
  } finally {
    await client.destroy();
  }
}
