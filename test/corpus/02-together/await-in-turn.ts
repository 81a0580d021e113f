// fails: both-begun
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const one = await api.pokemon(first);
  const other = await api.pokemon(second);
  return [
    { ...one, count: await api.countOfType(one.type) },
    { ...other, count: await api.countOfType(other.type) },
  ];
}
