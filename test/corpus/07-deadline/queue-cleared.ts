// fails: nothing-thrown
import pLimit from 'p-limit';
import { request } from 'undici';

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  const limit = pLimit(bound);
  async function fetchName(url: string): Promise<string> {
    const { body } = await request(url, { signal: deadline });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  deadline.addEventListener('abort', () => {
    limit.clearQueue();
  });
  return Promise.allSettled(urls.map((url) => limit(() => fetchName(url))));
}
