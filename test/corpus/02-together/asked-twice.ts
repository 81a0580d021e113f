// fails: requests
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export async function describePair(first: number, second: number, api: Api) {
  const describe = async (id: number) => {
    const count = api.pokemon(id).then(({ type }) => api.countOfType(type));
    return { ...(await api.pokemon(id)), count: await count };
  };
  return Promise.all([describe(first), describe(second)]);
}
