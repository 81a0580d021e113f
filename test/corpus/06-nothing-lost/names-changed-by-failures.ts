// fails: names
import { request } from 'undici';

type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

async function fetchName(url: string, signal: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(url, { signal });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  const { name } = JSON.parse(text) as { name?: unknown };
  if (typeof name !== 'string') throw new Error('No name');
  return name;
}

export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  const settled = await Promise.allSettled(
    urls.map((url) => fetchName(url, createDeadline())),
  );
  const names = settled
    .filter((one) => one.status === 'fulfilled')
    .map(({ value }) => value);
  return urls.map((url, index) => {
    const one = settled[index];
    return one?.status === 'rejected'
      ? { url, reason: String(one.reason) }
      : { url, name: names[index] ?? '' };
  });
}
