// fails: nothing-thrown
import { request } from 'undici';

type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

async function fetchName(url: string): Promise<string> {
  const { statusCode, body } = await request(url);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  const { name } = JSON.parse(text) as { name?: unknown };
  if (typeof name !== 'string') throw new Error('No name');
  return name;
}

export async function fetchAll(urls: readonly string[]): Promise<Entry[]> {
  const settled = await Promise.allSettled(urls.map(fetchName));
  return settled.map((one, index) => {
    const url = urls[index] ?? '';
    return one.status === 'fulfilled'
      ? { url, name: one.value }
      : { url, reason: String(one.reason) };
  });
}
