// fails: again
import { Agent, request } from 'undici';

/** Returns the names of the Pokémon with these numbers, in their order. */
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const agent = new Agent({ connections: 1 });
  const names: string[] = [];
  try {
    for (const id of new Set(ids)) {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      const { body } = await request(url, { dispatcher: agent });
      const { name } = (await body.json()) as { name: string };
      names.push(name);
    }
    return names;
  } finally {
    await agent.close();
  }
}
