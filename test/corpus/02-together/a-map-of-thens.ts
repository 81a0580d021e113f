// passes
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export function describePair(first: number, second: number, api: Api) {
  return Promise.all(
    [first, second].map((id) =>
      api.pokemon(id).then(async (found) => {
        const count = await api.countOfType(found.type);
        return { ...found, count };
      }),
    ),
  );
}
