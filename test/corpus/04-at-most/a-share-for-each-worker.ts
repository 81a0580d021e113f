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
  try {
    const names: string[] = [];
    const worker = async (first: number) => {
      for (let index = first; index < urls.length; index += bound) {
        names[index] = await fetchName(urls[index] ?? '', agent);
      }
    };
    await Promise.all(
      Array.from({ length: bound }, (_, first) => worker(first)),
    );
    return names;
  } finally {
    await agent.close();
  }
}
