// fails: value
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
  let next = 0;
  async function work(): Promise<void> {
    while (next < ids.length) {
      const url = `${pokemon}/api/v2/pokemon/${ids[next] ?? ''}`;
      const name = await fetchName(url, agent);
      names[next] = name;
      next += 1;
    }
  }
  await Promise.all(Array.from({ length: bound }, work));
  await agent.close();
  return names;
}
