// fails: throws
import { Agent, request } from 'undici';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const agent = new Agent({ connections: 1 });
  const names: string[] = [];
  try {
    for (const id of ids) {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      const { body } = await request(url, { dispatcher: agent });
      const found = await body.json().catch(() => ({ name: `number ${id}` }));
      names.push((found as { name: string }).name);
    }
    return names;
  } finally {
    await agent.close();
  }
}
