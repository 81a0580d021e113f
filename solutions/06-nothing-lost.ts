/**
 * # Nothing lost, nothing silent
 *
 * Write `fetchAll`: it requests all of these addresses at once, and whatever
 * happens it returns a list with an entry for each of them, in their order. An
 * entry holds the `url`, and either the `name` of the Pokémon there or the
 * `reason` why there is none.
 *
 * - Some answer with a status other than 200: the reason then contains that
 *   number, such as `404`.
 * - Some answer 200, but what they send is cut off, or is not a Pokémon at all.
 * - Some break off, and some hang forever. Each request has a deadline of its
 *   own: `createDeadline()` makes a signal that aborts when the time is up, as
 *   `() => AbortSignal.timeout(2000)` would.
 * - A request whose time is up is cancelled, so that it ends at the server too.
 * - Each address is requested once. `fetchAll` itself never throws.
 *
 * @minutes 15
 * @hint Write two functions: one for *one* address, which returns a name or
 *   throws, and one that turns each outcome into an entry.
 * @hint One address: pass `signal` to `request`, compare `statusCode` with
 *   200, parse the body, and throw where the name is not a string. All of
 *   them: `Promise.allSettled` keeps the order and never throws.
 * @hint `Promise.allSettled` over a `map` of the addresses gives outcomes at
 *   the same indexes. An outcome with the status `'fulfilled'` has a `value`,
 *   and one with `'rejected'` a `reason`, which `reasonOf` puts into words.
 */
import { request } from 'undici';

/** What became of one address. */
export type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

/** An error in a few words. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Returns an entry for each address: a name, or the reason for having none. */
export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  // #region solution
  // TODO: ask for all at once, and make an entry of each success and failure.
  async function fetchName(url: string): Promise<string> {
    const signal = createDeadline();
    const { statusCode, body } = await request(url, { signal });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
    const { name } = JSON.parse(text) as { name?: unknown };
    if (typeof name !== 'string') throw new Error('A Pokémon without a name');
    return name;
  }
  const settled = await Promise.allSettled(urls.map(fetchName));
  return urls.map((url, index) => {
    const one = settled[index];
    if (one?.status === 'fulfilled') return { url, name: one.value };
    return { url, reason: reasonOf(one?.reason) };
  });
  // #endregion solution
}
