// fails: goes-on
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
  const urls = ids.map((id) => `${pokemon}/api/v2/pokemon/${id}`);
  const names: string[] = [];
  for (let from = 0; from < urls.length; from += bound) {
    const batch = urls.slice(from, from + bound);
    const found = await Promise.all(batch.map((url) => fetchName(url, agent)));
    names.push(...found);
  }
  await agent.close();
  return names;
}
