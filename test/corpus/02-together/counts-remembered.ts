// fails: again
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

const counts = new Map<string, Promise<number>>();
/** Describes two Pokémon, given by their numbers. */
export async function describePair(
  first: number,
  second: number,
  api: Api,
): Promise<[Description, Description]> {
  async function describe(id: number): Promise<Description> {
    const { name, type } = await api.pokemon(id);
    const known = counts.get(type) ?? api.countOfType(type);
    counts.set(type, known);
    const count = await known;
    return { name, type, count };
  }
  return Promise.all([describe(first), describe(second)]);
}
