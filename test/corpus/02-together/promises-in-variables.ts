// passes
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const one = api.pokemon(first);
  const other = api.pokemon(second);
  const oneCount = one.then(({ type }) => api.countOfType(type));
  const otherCount = other.then(({ type }) => api.countOfType(type));
  return [
    { ...(await one), count: await oneCount },
    { ...(await other), count: await otherCount },
  ];
}
