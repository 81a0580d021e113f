// fails: outcomes
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
    const { body } = await request(url, { signal: deadline });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  const work = urls.map((url) => limit(() => fetchName(url)));
  const outcomes = await Promise.allSettled(work);
  const isLate = (one: { status: string }) => one.status === 'rejected';
  return outcomes.toSorted((a, b) => Number(isLate(b)) - Number(isLate(a)));
}
