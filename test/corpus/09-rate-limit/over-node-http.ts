// passes
import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

async function ask(url: string) {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage];
  const { item } = (await json(response)) as { item: number };
  return { item, seconds: Number(response.headers['ratelimit-reset']) };
}

export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  const batch = ids.slice(0, burst).map((id) => ask(`${limited}/items/${id}`));
  const answers = await Promise.all(batch);
  const items = answers.map(({ item }) => item);
  const rest = ids.slice(burst);
  if (rest.length === 0) return items;
  await sleep(1000 * Math.max(...answers.map(({ seconds }) => seconds)));
  return [...items, ...(await fetchItems(rest, limited, burst))];
}
