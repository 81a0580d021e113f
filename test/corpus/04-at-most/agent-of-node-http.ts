// passes
import { Agent as HttpAgent, get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

function fetchName(url: string, agent: HttpAgent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response: IncomingMessage) => {
      json(response).then((found) => {
        resolve((found as { name: string }).name);
      }, reject);
    }).on('error', reject);
  });
}

export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  const agent = new HttpAgent({ keepAlive: true, maxSockets: bound });
  const urls = ids.map((id) => `${pokemon}/api/v2/pokemon/${id}`);
  try {
    return await Promise.all(urls.map((url) => fetchName(url, agent)));
  } finally {
    agent.destroy();
  }
}
