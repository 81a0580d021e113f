// fails: nothing-begun-late
import { Agent, request } from 'undici';

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  const agent = new Agent({ connections: bound });
  async function fetchName(url: string): Promise<string> {
    deadline.throwIfAborted();
    const { body } = await request(url, {
      dispatcher: agent,
      signal: deadline,
    });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  return Promise.allSettled(urls.map(fetchName));
}
