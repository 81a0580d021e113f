// fails: no-needless-wait
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const both = await Promise.all([api.pokemon(first), api.pokemon(second)]);
  const counts = await Promise.all(
    both.map(({ type }) => api.countOfType(type)),
  );
  return both.map((one, index) => ({ ...one, count: counts[index] }));
}
