// passes
import { Agent, request } from 'undici';

async function fetchName(url: string, dispatcher: Agent): Promise<string> {
  const { body } = await request(url, { dispatcher });
  const { name } = (await body.json()) as { name: string };
  return name;
}

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  const agent = new Agent();
  const names: string[] = [];
  const left = ids.entries();
  async function work(): Promise<void> {
    for (const [index, id] of left) {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      names[index] = await fetchName(url, agent);
    }
  }
  await Promise.all(Array.from({ length: bound }, work));
  await agent.close();
  return names;
}
