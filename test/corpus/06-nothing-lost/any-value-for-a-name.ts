// fails: reasons
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
      try {
        const { statusCode, body } = await request(url, {
          signal: createDeadline(),
        });
        if (statusCode !== 200) {
          await body.dump();
          throw new Error(`Status ${statusCode}`);
        }
        const json = (await body.json()) as { name?: unknown };
        if (!json.name) throw new Error('Not a Pokémon');
        return { url, name: json.name as string };
      } catch (error) {
        return { url, reason: reasonOf(error) };
      }
    }),
  );
}
