// passes
import { request } from 'undici';

/** Returns the text of the first mirror that has it, and cancels the rest. */
export async function firstOf(urls: readonly string[]): Promise<string> {
  const race = new AbortController();
  async function fetchText(url: string): Promise<string> {
    const { statusCode, body } = await request(url, { signal: race.signal });
    if (statusCode === 200) return body.text();
    await body.dump();
    throw new Error(`Status ${statusCode} from ${url}`);
  }
  const started = urls.map(fetchText);
  try {
    return await Promise.any(started);
  } finally {
    race.abort();
  }
}
