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
    deadline.throwIfAborted();
    const ending = new AbortController();
    const end = () => {
      ending.abort(deadline.reason);
    };
    deadline.addEventListener('abort', end);
    const { body } = await request(url, { signal: ending.signal });
    // From here on, nothing ends the body.
    deadline.removeEventListener('abort', end);
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  return Promise.allSettled(urls.map((url) => limit(() => fetchName(url))));
}
