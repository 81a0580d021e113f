// fails: by-its-deadline
import { request } from 'undici';

/** What became of one address. */
export type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

/** An error in a few words. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Returns an entry for each address: a name, or the reason for having none. */
export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  async function fetchName(url: string): Promise<string> {
    const signal = createDeadline();
    const { statusCode, body } = await request(url, {
      signal,
      headersTimeout: 3000,
      bodyTimeout: 3000,
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
    const { name } = JSON.parse(text) as { name?: unknown };
    if (typeof name !== 'string') throw new Error('A Pokémon without a name');
    return name;
  }
  const settled = await Promise.allSettled(urls.map(fetchName));
  return urls.map((url, index) => {
    const one = settled[index];
    if (one?.status === 'fulfilled') return { url, name: one.value };
    return { url, reason: reasonOf(one?.reason) };
  });
}
