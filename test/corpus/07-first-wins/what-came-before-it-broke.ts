// fails: value
import { request } from 'undici';

/** Takes a body that breaks off for one that has ended. */
async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(url, { signal });
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  let text = '';
  body.setEncoding('utf8').on('data', (part: string) => (text += part));
  await new Promise((resolve) => {
    body.once('end', resolve).once('error', resolve);
  });
  return text;
}

export async function firstOf(urls: readonly string[]): Promise<string> {
  const race = new AbortController();
  try {
    return await Promise.any(urls.map((url) => fetchText(url, race.signal)));
  } finally {
    race.abort();
  }
}
