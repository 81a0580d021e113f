// fails: no-needless-wait
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const promises = [api.pokemon(first), api.pokemon(second)];
  const descriptions = [];
  for (const promise of promises) {
    const { name, type } = await promise;
    descriptions.push({ name, type, count: await api.countOfType(type) });
  }
  return descriptions;
}
