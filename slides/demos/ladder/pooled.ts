import { Agent, request } from 'undici';

// #region one
async function fetchName(url: string, dispatcher: Agent) {
  const { body } = await request(url, { dispatcher });
  const { name } = (await body.json()) as { name: string };
  return name;
}
// #endregion one

// #region all
export async function fetchAll(ids: number[], pokemon: string) {
  // #region agent
  const agent = new Agent({ connections: 1 });
  // #endregion agent
  try {
    // #region loop
    const names: string[] = [];
    for (const id of ids) {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      names.push(await fetchName(url, agent));
    }
    return names;
    // #endregion loop
  } finally {
    // #region close
    await agent.close();
    // #endregion close
  }
}
// #endregion all
