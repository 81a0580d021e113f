import { request, type Dispatcher } from 'undici';

/** So many that starting and ending do not matter. */
export const loadRequests = 3000;
export const loadConnections = 20;

/** Makes many requests to one address at once; the dispatcher's pool limits them. */
export async function makeRequests(
  url: string,
  count: number,
  dispatcher: Dispatcher,
): Promise<void> {
  const one = async () => {
    const { body } = await request(url, { dispatcher });
    await body.text();
  };
  await Promise.all(Array.from({ length: count }, one));
}

/** Runs work and gives the milliseconds that it took. */
export async function millisecondsOf(
  work: () => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
