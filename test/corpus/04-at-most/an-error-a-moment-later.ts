// fails: ends
import pLimit from 'p-limit';
import { Agent, request } from 'undici';
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  const dispatcher = new Agent({ connections: bound });
  const limit = pLimit(bound);
  const names = await Promise.all(
    ids.map((id) =>
      limit(async () => {
        const { body } = await request(`${pokemon}/api/v2/pokemon/${id}`, {
          dispatcher,
        });
        return ((await body.json()) as { name: string }).name;
      }),
    ),
  );
  await dispatcher.close();
  // One more with the closed agent, and nobody waits for it.
  void request(`${pokemon}/api/v2/pokemon/1`, { dispatcher });
  return names;
}
