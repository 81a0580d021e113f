// fails: requests
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
  const limit = pLimit(bound);
  const agent = new Agent();
  const urls = ids.map((id) => `${pokemon}/api/v2/pokemon/${id}`);
  const [again = ''] = urls;
  try {
    await fetchName(again, agent);
    return await Promise.all(
      urls.map((url) => limit(() => fetchName(url, agent))),
    );
  } finally {
    await agent.close();
  }
}
