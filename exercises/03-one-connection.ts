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
 */
import { Agent, request } from 'undici';

/** Returns the names of the Pokémon with these numbers, in their order. */
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  // TODO: ask for each of them over one connection, and close it at the end.
  throw new Error('Not written yet: fetchNames.');
}
