// fails: at-least-in-flight
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
  const agent = new Agent({ connections: bound });
  const names: string[] = [];
  for (const id of ids) {
    const url = `${pokemon}/api/v2/pokemon/${id}`;
    names.push(await fetchName(url, agent));
  }
  await agent.close();
  return names;
}
