// fails: passed-before
import pLimit from 'p-limit';
import { request } from 'undici';
let limit: ReturnType<typeof pLimit> | undefined;
let first: AbortSignal | undefined;
export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  first ??= deadline;
  limit ??= pLimit(bound);
  const go = limit;
  const signal = first;
  return Promise.allSettled(
    urls.map((url) =>
      go(async () => {
        signal.throwIfAborted();
        const { body } = await request(url, { signal });
        return ((await body.json()) as { name: string }).name;
      }),
    ),
  );
}
