// fails: at-most-in-flight
import { request } from 'undici';

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
): Promise<PromiseSettledResult<string>[]> {
  async function fetchName(url: string): Promise<string> {
    deadline.throwIfAborted();
    const { body } = await request(url, { signal: deadline });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  return Promise.allSettled(urls.map(fetchName));
}
