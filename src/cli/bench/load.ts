import { request, type Dispatcher } from 'undici';

/** Enough that starting and ending weigh nothing. */
export const loadRequests = 3000;
export const loadConnections = 20;

/** Asks one address many times at once; the dispatcher holds it to its pool. */
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
