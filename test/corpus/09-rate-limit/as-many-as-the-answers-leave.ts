// passes
import { setTimeout as sleep } from 'node:timers/promises';

interface Answer {
  readonly item: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

async function ask(url: string): Promise<Answer> {
  const response = await fetch(url);
  const { item } = (await response.json()) as { item: number };
  const numberOf = (name: string) => Number(response.headers.get(name));
  const remaining = numberOf('ratelimit-remaining');
  return { item, remaining, resetSeconds: numberOf('ratelimit-reset') };
}

export async function fetchItems(
  ids: readonly number[],
  limited: string,
  burst: number,
): Promise<number[]> {
  const items: number[] = [];
  let mayGo = burst;
  while (items.length < ids.length) {
    const batch = ids.slice(items.length, items.length + mayGo);
    const answers = await Promise.all(
      batch.map((id) => ask(`${limited}/items/${id}`)),
    );
    items.push(...answers.map(({ item }) => item));
    mayGo = Math.min(...answers.map(({ remaining }) => remaining));
    if (items.length < ids.length && mayGo === 0) {
      const [{ resetSeconds } = { resetSeconds: 1 }] = answers;
      await sleep(1000 * resetSeconds);
      mayGo = burst;
    }
  }
  return items;
}
