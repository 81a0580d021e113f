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
  const limit = pLimit(bound);
  const names = ids.map((id) =>
    fetchName(`${pokemon}/api/v2/pokemon/${id}`, agent),
  );
  const found = await Promise.all(names.map((name) => limit(() => name)));
  await agent.close();
  return found;
}
