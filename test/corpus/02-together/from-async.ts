// fails: both-begun
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}

export function describePair(first: number, second: number, api: Api) {
  // It takes the next one only when this one is done.
  return Array.fromAsync([first, second], async (id) => {
    const { name, type } = await api.pokemon(id);
    return { name, type, count: await api.countOfType(type) };
  });
}
