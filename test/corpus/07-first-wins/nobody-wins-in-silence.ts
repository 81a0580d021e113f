// fails: all-failed
import { request } from 'undici';

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(url, { signal });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  return text;
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  const race = new AbortController();
  const started = urls.map((url) => fetchText(url, race.signal));
  try {
    return await Promise.any(started);
  } catch {
    return '';
  } finally {
    race.abort();
    await Promise.allSettled(started);
  }
}
