/**
 * # All over one connection
 *
 * In lesson 02, most of the time went into a new connection for each request.
 * Write `fetchNames`: it asks for Pokémon by their numbers, all over **one**
 * connection, and returns their names in the order of the numbers.
 *
 * - `pokemon` is the address of the API; a Pokémon is at
 *   `/api/v2/pokemon/NUMBER`, as JSON with a `name`.
 * - If there is no Pokémon with a number, the API answers "Not Found", which is
 *   not JSON. Then `fetchNames` throws; which error does not matter.
 * - When it is done, no connection is left open, whether it has worked or not.
 *
 * @minutes 10
 * @hint Requests share connections when they share an `Agent`: make one,
 *   outside the loop, and pass it to each request as its `dispatcher`.
 * @hint An awaited loop takes two connections from an agent that may open as
 *   many as it likes; lesson 03 shows why. There is an option of `Agent` that
 *   says how many it may have: `connections`.
 * @hint `new Agent({ connections: 1 })` before the loop, and the loop inside a
 *   `try`. What must happen whether it works or not, closing the agent, belongs
 *   in `finally`, with an `await`.
 */
import { Agent, request } from 'undici';

/** Returns the names of the Pokémon with these numbers, in their order. */
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  // #region solution
  // TODO: ask for each of them over one connection, and close it at the end.
  const agent = new Agent({ connections: 1 });
  const names: string[] = [];
  try {
    for (const id of ids) {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      const { body } = await request(url, { dispatcher: agent });
      const { name } = (await body.json()) as { name: string };
      names.push(name);
    }
    return names;
  } finally {
    await agent.close();
  }
  // #endregion solution
}
