// fails: at-most-in-flight
import pLimit from 'p-limit';
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
  const names = ids.map((id) => {
    const limit = pLimit(bound);
    const url = `${pokemon}/api/v2/pokemon/${id}`;
    return limit(() => fetchName(url, agent));
  });
  const found = await Promise.all(names);
  await agent.close();
  return found;
}
