// fails: connections
import { request } from 'undici';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const names: string[] = [];
  for (const id of ids) {
    const { body } = await request(`${pokemon}/api/v2/pokemon/${id}`);
    const { name } = (await body.json()) as { name: string };
    names.push(name);
  }
  return names;
}
