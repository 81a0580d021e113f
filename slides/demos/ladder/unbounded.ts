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
  const agent = new Agent();
  // #endregion agent
  try {
    // #region loop
    const answers = ids.map((id) => {
      const url = `${pokemon}/api/v2/pokemon/${id}`;
      return fetchName(url, agent);
    });
    return await Promise.all(answers);
    // #endregion loop
  } finally {
    // #region close
    await agent.close();
    // #endregion close
  }
}
// #endregion all
