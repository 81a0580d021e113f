// fails: value
import { request } from 'undici';

async function fetchText(url: string): Promise<string> {
  const { statusCode, body } = await request(url);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  return text;
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  const started = urls.map((url) => fetchText(url));
  try {
    return await Promise.any(started);
  } finally {
    await Promise.allSettled(started);
  }
}
