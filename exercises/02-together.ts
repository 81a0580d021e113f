/**
 * # What can begin together
 *
 * You want to compare two Pokémon, each with its name, its type, and how
 * many Pokémon of that type there are. That takes four requests, and some of
 * them need the answer to another. Write `describePair`, in which **no request
 * waits for an answer that it does not need**.
 *
 * - `api.pokemon(id)` asks for a Pokémon: its `name` and its `type`.
 * - `api.countOfType(type)` asks how many Pokémon have that type.
 * - Both return a promise of the answer, and each call is a request. Make at
 *   most four.
 * - The result has the first Pokémon first, whichever answer comes first.
 */

/** Answers questions about Pokémon. */
export interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export interface Description {
  name: string;
  type: string;
  count: number;
}

/** Describes two Pokémon, given by their numbers. */
export async function describePair(
  first: number,
  second: number,
  api: Api,
): Promise<[Description, Description]> {
  // TODO: ask for both at once, and for each type as soon as you know it.
  throw new Error('Not written yet: describePair.');
}
