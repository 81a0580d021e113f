// fails: nothing-thrown
import { request } from 'undici';
export type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  return Promise.all(
    urls.map(async (url): Promise<Entry> => {
      const address = new URL(url);
      try {
        const { statusCode, body } = await request(address, {
          signal: createDeadline(),
        });
        if (statusCode !== 200) {
          await body.dump();
          throw new Error(`Status ${statusCode}`);
        }
        const { name } = (await body.json()) as { name?: unknown };
        if (typeof name !== 'string') throw new Error('Not a Pokémon');
        return { url, name };
      } catch (error) {
        return { url, reason: reasonOf(error) };
      }
    }),
  );
}
