// fails: at-once
import { request } from 'undici';

async function fetchText(url: string): Promise<string> {
  const { statusCode, body } = await request(url);
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  return text;
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  for (const url of urls) {
    try {
      return await fetchText(url);
    } catch {
      // On to the next one.
    }
  }
  throw new Error('None of them has it.');
}
