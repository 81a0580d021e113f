// passes
import pLimit from 'p-limit';
import { Agent, request } from 'undici';

type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

async function fetchName(
  url: string,
  signal: AbortSignal,
  dispatcher: Agent,
): Promise<string> {
  const { statusCode, body } = await request(url, {
    signal,
    dispatcher,
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
  const { name } = JSON.parse(text) as { name?: unknown };
  if (typeof name !== 'string') throw new Error('No name');
  return name;
}

export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  const agent = new Agent();
  const limit = pLimit(5);
  const entries = new Map<string, Entry>();
  async function enter(url: string): Promise<void> {
    try {
      const name = await fetchName(url, createDeadline(), agent);
      entries.set(url, { url, name });
    } catch (error) {
      entries.set(url, { url, reason: String(error) });
    }
  }
  await Promise.all(urls.map((url) => limit(() => enter(url))));
  await agent.close();
  return urls.map((url) => entries.get(url) ?? { url, reason: 'lost' });
}
