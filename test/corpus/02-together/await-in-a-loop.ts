// fails: both-begun
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const descriptions = [];
  for (const id of [first, second]) {
    const { name, type } = await api.pokemon(id);
    descriptions.push({ name, type, count: await api.countOfType(type) });
  }
  return descriptions;
}
