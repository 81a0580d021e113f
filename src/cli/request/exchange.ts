import { request, type Dispatcher } from 'undici';
import { openBody } from './body.ts';
import type { Plan } from './plan.ts';

/** An answer whose body has not been read yet. */
export type Answer = Dispatcher.ResponseData;

/**
 * Sends the request and passes the answer on as soon as its headers arrive.
 * @throws undici's errors, the signal's reason (a TimeoutError after the
 * plan's timeout), and what `receive` throws
 */
export async function exchange(
  plan: Plan,
  dispatcher: Dispatcher,
  interruption: AbortSignal,
  receive: (answer: Answer) => Promise<void>,
): Promise<void> {
  const { content, bytes } = await openBody(plan);
  const length =
    bytes === undefined || plan.headers.some(isContentLength)
      ? []
      : ['content-length', String(bytes)];
  const answer = await request(plan.url, {
    method: plan.method,
    headers: [...plan.headers.flat(), ...length],
    body: content,
    signal: AbortSignal.any([interruption, ...timeoutOf(plan)]),
    dispatcher,
  });
  try {
    await receive(answer);
  } finally {
    // If the body was not read to its end, its failure does not matter.
    answer.body.on('error', () => undefined).destroy();
  }
}

function isContentLength([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'content-length';
}

function timeoutOf({ options: { timeout } }: Plan): AbortSignal[] {
  return timeout === undefined ? [] : [AbortSignal.timeout(timeout * 1000)];
}
