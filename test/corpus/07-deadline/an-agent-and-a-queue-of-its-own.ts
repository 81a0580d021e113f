// passes
import { Agent, request } from 'undici';

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  await using stack = new AsyncDisposableStack();
  const dispatcher = new Agent();
  stack.defer(() => dispatcher.destroy());
  let free = bound;
  const queue: (() => void)[] = [];

  async function fetchName(url: string): Promise<string> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      if (deadline.aborted) throw deadline.reason;
      const { body } = await request(url, { dispatcher, signal: deadline });
      return ((await body.json()) as { name: string }).name;
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  }
  return await Promise.allSettled(urls.map(fetchName));
}
