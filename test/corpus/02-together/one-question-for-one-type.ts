// passes
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
  const counts = new Map<string, Promise<number>>();
  const countOf = (type: string) => {
    const known = counts.get(type) ?? api.countOfType(type);
    counts.set(type, known);
    return known;
  };
  const one = (id: number) =>
    api
      .pokemon(id)
      .then(({ name, type }) =>
        countOf(type).then((count) => ({ name, type, count })),
      );
  return Promise.all([one(first), one(second)]);
}
