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
 *
 * @minutes 10
 * @hint Which request needs the answer to which? Draw the four of them, with
 *   an arrow for "needs". Which parts of the work have nothing to do with one
 *   another?
 * @hint A promise starts when it is made. So write a function for *one*
 *   Pokémon, which awaits what it needs, in turn; call it twice, and only then
 *   wait for both calls.
 * @hint The function for one Pokémon has two awaits, one for the Pokémon and
 *   one for the count. `Promise.all` takes a list of its two promises, and
 *   keeps their order.
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
  // #region solution
  // TODO: ask for both at once, and for each type as soon as you know it.
  async function describe(id: number): Promise<Description> {
    const { name, type } = await api.pokemon(id);
    const count = await api.countOfType(type);
    return { name, type, count };
  }
  return Promise.all([describe(first), describe(second)]);
  // #endregion solution
}
