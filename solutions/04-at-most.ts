/**
 * # At most five at a time
 *
 * Write `fetchNames` for a server that wants at most `bound` requests at once,
 * whether that is five or another number, and for a caller who does not want to
 * wait longer than necessary.
 *
 * - `pokemon` is the address of the API; a Pokémon is at
 *   `/api/v2/pokemon/NUMBER`, as JSON with a `name`. Each is asked for once.
 * - There are never more than `bound` requests in flight, and exactly `bound`
 *   as long as there is enough to do: as soon as one has ended, the next
 *   begins, even while an earlier one is late.
 * - `fetchNames` returns the names in the order of the numbers.
 *
 * @minutes 15
 * @hint Lesson 04 has two places for a limit: the pool and the tasks. Either
 *   will do here.
 * @hint `Promise.all` over a `map` keeps the order. What remains is to keep
 *   each call from starting before its turn; `p-limit` does just that.
 * @hint `pLimit(bound)` returns a function that you give another function to
 *   call. Make one limit before the `map`, not one for each number, and close
 *   the agent when all names are there.
 */
import pLimit from 'p-limit';
import { Agent, request } from 'undici';

/** Returns the names of the Pokémon with these numbers, in their order. */
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  // #region solution
  // TODO: ask for all of them, never more than `bound` at once.
  const limit = pLimit(bound);
  const agent = new Agent();
  async function fetchName(id: number): Promise<string> {
    const url = `${pokemon}/api/v2/pokemon/${id}`;
    const { body } = await request(url, { dispatcher: agent });
    const { name } = (await body.json()) as { name: string };
    return name;
  }
  try {
    return await Promise.all(ids.map((id) => limit(() => fetchName(id))));
  } finally {
    await agent.close();
  }
  // #endregion solution
}
