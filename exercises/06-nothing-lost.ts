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
  // TODO: ask for all at once, and make an entry of each success and failure.
  throw new Error('Not written yet: fetchAll.');
}
