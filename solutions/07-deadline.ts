/**
 * # A deadline for all of them
 *
 * Write `fetchInTime`: it fetches the names of many Pokémon, at most `bound` at
 * once, until a deadline passes, and keeps what has arrived by then. It returns
 * what `Promise.allSettled` returns: an outcome for each address, in their
 * order, with a name or with the reason why there is none.
 *
 * - `deadline` is a signal that aborts when the time is up. All requests that
 *   are under way at that moment are cancelled, even while their bodies arrive.
 * - The outcome of a late address is rejected with the signal's own `reason`.
 * - After the deadline nothing new begins: no request, and no connection for
 *   an address whose turn had not come.
 * - `fetchInTime` itself never throws, even if the deadline has passed before
 *   it begins.
 *
 * @minutes 10
 * @hint Lesson 07 does this twice, with a limit in the pool and with a limit
 *   on the tasks. Only one of them is quiet after the deadline.
 * @hint `p-limit` for the tasks. A task whose turn comes too late must not
 *   even make its request: signals have a method that throws if they have
 *   aborted.
 * @hint Each task first calls `deadline.throwIfAborted()`, and passes the
 *   signal to its request, which then covers the body too. `Promise.allSettled`
 *   over the limited tasks makes the outcomes.
 */
import pLimit from 'p-limit';
import { request } from 'undici';

/** Returns what became of each address until the deadline passed. */
export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  // #region solution
  // TODO: fetch `bound` at once, and begin nothing after the deadline.
  const limit = pLimit(bound);
  async function fetchName(url: string): Promise<string> {
    deadline.throwIfAborted();
    const { body } = await request(url, { signal: deadline });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  return Promise.allSettled(urls.map((url) => limit(() => fetchName(url))));
  // #endregion solution
}
