// fails: value
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
  const names: string[] = [];
  const tasks = ids.map((id) =>
    limit(async () => {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      names.push(await fetchName(url, agent));
    }),
  );
  await Promise.all(tasks);
  await agent.close();
  return names;
}
