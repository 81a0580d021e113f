// fails: value
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const descriptions: { name: string; type: string; count: number }[] = [];
  const describe = async (id: number) => {
    const { name, type } = await api.pokemon(id);
    descriptions.push({ name, type, count: await api.countOfType(type) });
  };
  await Promise.all([describe(first), describe(second)]);
  return descriptions;
}
