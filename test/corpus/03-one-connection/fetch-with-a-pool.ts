// passes
import { fetch, Pool } from 'undici';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const pool = new Pool(pokemon, { connections: 1 });
  const names: string[] = [];
  try {
    for (const id of ids) {
      const url = new URL(`/api/v2/pokemon/${id}`, pokemon);
      const response = await fetch(url, { dispatcher: pool });
      if (!response.ok) throw new Error(`${url.href}: ${response.status}`);
      const { name } = (await response.json()) as { name: string };
      names.push(name);
    }
    return names;
  } finally {
    await pool.destroy();
  }
}
