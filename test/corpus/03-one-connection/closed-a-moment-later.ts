// fails: nothing-left-open
import { Agent, request } from 'undici';
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const agent = new Agent({ connections: 1 });
  try {
    const names: string[] = [];
    for (const id of ids) {
      const { body } = await request(`${pokemon}/api/v2/pokemon/${id}`, {
        dispatcher: agent,
      });
      names.push(((await body.json()) as { name: string }).name);
    }
    return names;
  } finally {
    setTimeout(() => void agent.close(), 300);
  }
}
