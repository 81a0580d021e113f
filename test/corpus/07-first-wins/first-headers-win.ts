// fails: value
import { request } from 'undici';

async function ask(url: string, signal: AbortSignal) {
  const { statusCode, body } = await request(url, { signal });
  if (statusCode === 200) return body;
  await body.dump();
  throw new Error(`Status ${statusCode}`);
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  const race = new AbortController();
  const body = await Promise.any(urls.map((url) => ask(url, race.signal)));
  const text = await body.text();
  race.abort();
  return text;
}
