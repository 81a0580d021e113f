// fails: again
import pLimit from 'p-limit';
import { Agent, request } from 'undici';
const dispatcher = new Agent();
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  const limit = pLimit(bound);
  try {
    return await Promise.all(
      ids.map((id) =>
        limit(async () => {
          const { body } = await request(`${pokemon}/api/v2/pokemon/${id}`, {
            dispatcher,
          });
          return ((await body.json()) as { name: string }).name;
        }),
      ),
    );
  } finally {
    await dispatcher.close();
  }
}
