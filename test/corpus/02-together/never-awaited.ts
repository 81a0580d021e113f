// fails: value
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export async function describePair(first: number, second: number, api: Api) {
  const describe = async (id: number) => {
    const { name, type } = await api.pokemon(id);
    return { name, type, count: await api.countOfType(type) };
  };
  const found: object[] = [];
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the mistake
  [first, second].forEach(async (id, index) => {
    found[index] = await describe(id);
  });
  return found;
}
