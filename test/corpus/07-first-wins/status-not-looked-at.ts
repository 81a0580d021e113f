// fails: value
import { request } from 'undici';

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const { body } = await request(url, { signal });
  const text = await body.text();
  return text;
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  const race = new AbortController();
  const started = urls.map((url) => fetchText(url, race.signal));
  try {
    return await Promise.any(started);
  } finally {
    race.abort();
    await Promise.allSettled(started);
  }
}
