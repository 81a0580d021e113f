// fails: outcomes
import pLimit from 'p-limit';
import { request } from 'undici';
export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  const limit = pLimit(bound);
  return Promise.allSettled(
    urls.map((url) =>
      limit(async () => {
        deadline.throwIfAborted();
        try {
          const { body } = await request(url, { signal: deadline });
          return ((await body.json()) as { name: string }).name;
        } catch {
          throw deadline.reason;
        }
      }),
    ),
  );
}
