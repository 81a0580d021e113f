// fails: value
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const describe = async (id: number) => {
    const { name, type } = await api.pokemon(id);
    return { name, type, count: await api.countOfType(type) };
  };
  return Promise.all([describe(second), describe(first)]);
}
