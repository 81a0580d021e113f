// fails: nothing-left-open
import { Agent, request } from 'undici';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const agent = new Agent({ connections: 1 });
  const names: string[] = [];
  for (const id of ids) {
    const url = `${pokemon}/api/v2/pokemon/${id}`;
    const { body } = await request(url, { dispatcher: agent });
    const { name } = (await body.json()) as { name: string };
    names.push(name);
  }
  await agent.close();
  return names;
}
