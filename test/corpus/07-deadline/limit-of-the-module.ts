// fails: again
import pLimit from 'p-limit';
import { request } from 'undici';

let limit: ReturnType<typeof pLimit> | undefined;
/** Returns what became of each address until the deadline passed. */
export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  limit ??= pLimit(bound);
  const go = limit;
  async function fetchName(url: string): Promise<string> {
    deadline.throwIfAborted();
    const { body } = await request(url, { signal: deadline });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  return Promise.allSettled(urls.map((url) => go(() => fetchName(url))));
}
