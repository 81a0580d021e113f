// passes
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const names: string[] = [];
  try {
    for (const id of ids) {
      const sent = get(`${pokemon}/api/v2/pokemon/${id}`, { agent });
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      names.push(((await json(response)) as { name: string }).name);
    }
    return names;
  } finally {
    agent.destroy();
  }
}
