// fails: value
import { request } from 'undici';

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(url, { signal });
  if (statusCode < 400) return body.text();
  await body.dump();
  throw new Error(`Status ${statusCode}`);
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  const race = new AbortController();
  try {
    return await Promise.any(urls.map((url) => fetchText(url, race.signal)));
  } finally {
    race.abort();
  }
}
