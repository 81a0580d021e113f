// fails: value
import { Agent, request } from 'undici';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const agent = new Agent({ connections: 1 });
  const names: string[] = [];
  try {
    for (const id of ids.toReversed()) {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      const { body } = await request(url, { dispatcher: agent });
      names.push(((await body.json()) as { name: string }).name);
    }
    return names;
  } finally {
    await agent.close();
  }
}
