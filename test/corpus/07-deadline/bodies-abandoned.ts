// fails: aborted
import pLimit from 'p-limit';
import { request } from 'undici';

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  const limit = pLimit(bound);
  async function fetchName(url: string): Promise<string> {
    deadline.throwIfAborted();
    const late = Promise.withResolvers<never>();
    deadline.addEventListener('abort', () => {
      late.reject(deadline.reason);
    });
    const read = async () => {
      const { body } = await request(url);
      return ((await body.json()) as { name: string }).name;
    };
    return Promise.race([read(), late.promise]);
  }
  return Promise.allSettled(urls.map((url) => limit(() => fetchName(url))));
}
