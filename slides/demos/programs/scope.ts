import { scoped } from 'async-lab';
import { Agent, request } from 'undici';

// #region scope
export async function fetchAll(ids: readonly number[], pokemon: string) {
  await using agent = scoped(new Agent({ connections: 1 }));
  const names: string[] = [];
  for (const id of ids) {
    const url = `${pokemon}/api/v2/pokemon/${id}`;
    const { body } = await request(url, { dispatcher: agent });
    const { name } = (await body.json()) as { name: string };
    names.push(name);
  }
  return names;
}
// #endregion scope
