// fails: value
import { request } from 'undici';

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const { statusCode, body } = await request(url, { signal });
  if (statusCode === 200) return body.text();
  await body.dump();
  throw new Error(`Status ${statusCode}`);
}

/** Gives them all three seconds, and takes the first one of the list. */
export async function firstOf(urls: readonly string[]): Promise<string> {
  const signal = AbortSignal.timeout(3000);
  const all = await Promise.allSettled(
    urls.map((url) => fetchText(url, signal)),
  );
  const winner = all.find(({ status }) => status === 'fulfilled');
  if (winner?.status !== 'fulfilled') throw new Error('None has it.');
  return winner.value;
}
