// fails: losers-cancelled
import { request } from 'undici';

async function fetchText(url: string): Promise<string> {
  const { statusCode, body } = await request(url);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  return text;
}

export function firstOf(urls: readonly string[]): Promise<string> {
  return Promise.any(urls.map((url) => fetchText(url)));
}
