// fails: passed-before
import pLimit from 'p-limit';
import { request } from 'undici';

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  if (deadline.aborted) return [];
  const limit = pLimit(bound);
  async function fetchName(url: string): Promise<string> {
    deadline.throwIfAborted();
    const { body } = await request(url, { signal: deadline });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  return Promise.allSettled(urls.map((url) => limit(() => fetchName(url))));
}
