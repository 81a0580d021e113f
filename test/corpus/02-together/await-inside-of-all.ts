// fails: both-begun
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const describe = async (id: number) => {
    const { name, type } = await api.pokemon(id);
    return { name, type, count: await api.countOfType(type) };
  };
  // eslint-disable-next-line @typescript-eslint/await-thenable -- the mistake
  return Promise.all([await describe(first), await describe(second)]);
}
