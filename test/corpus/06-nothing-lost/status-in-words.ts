// fails: reasons
import { request } from 'undici';

type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

async function fetchName(url: string, signal: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(url, { signal });
  const text = await body.text();
  if (statusCode !== 200) {
    throw new Error(statusCode === 404 ? 'Not found' : 'The server failed');
  }
  const { name } = JSON.parse(text) as { name?: unknown };
  if (typeof name !== 'string') throw new Error('No name');
  return name;
}

export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  return Promise.all(
    urls.map(async (url) => {
      try {
        return { url, name: await fetchName(url, createDeadline()) };
      } catch (error) {
        return { url, reason: String(error) };
      }
    }),
  );
}
