// passes
import { Client } from 'undici';

/** Returns the names of the Pokémon with these numbers, in their order. */
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const client = new Client(pokemon);
  try {
    const names: string[] = [];
    for (const id of ids) {
      const { body } = await client.request({
        path: `/api/v2/pokemon/${id}`,
        method: 'GET',
      });
      names.push(((await body.json()) as { name: string }).name);
    }
    return names;
  } finally {
    await client.destroy();
  }
}
