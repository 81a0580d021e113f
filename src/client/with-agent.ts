import { Agent } from 'undici';

/**
 * Runs work with an undici `Agent`, a pool of connections for each origin, and
 * closes it however the work ends, so that no connection stays open.
 * @returns the result of the work
 * @throws whatever the work throws; requests still under way are then aborted
 */
export async function withAgent<Result>(
  options: Agent.Options,
  work: (agent: Agent) => Result,
): Promise<Awaited<Result>> {
  const agent = new Agent(options);
  try {
    const result = await work(agent);
    await agent.close();
    return result;
  } catch (error) {
    await agent.destroy();
    throw error;
  }
}
