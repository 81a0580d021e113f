// fails: again
import { Agent, request } from 'undici';
const agent = new Agent({ connections: 1 });
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const names: string[] = [];
  try {
    for (const id of ids) {
      const { body } = await request(`${pokemon}/api/v2/pokemon/${id}`, {
        dispatcher: agent,
      });
      names.push(((await body.json()) as { name: string }).name);
    }
    return names;
  } finally {
    await agent.close();
  }
}
