import { request, type Dispatcher } from 'undici';
import { openBody } from './body.ts';
import type { Plan } from './plan.ts';

/** An answer whose body is still on its way. */
export type Answer = Dispatcher.ResponseData;

/**
 * Sends what is planned and hands the answer over as soon as its headers are
 * there.
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
    // Where nobody read it to its end, its failure is nobody's concern.
    answer.body.on('error', () => undefined).destroy();
  }
}

function isContentLength([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'content-length';
}

function timeoutOf({ options: { timeout } }: Plan): AbortSignal[] {
  return timeout === undefined ? [] : [AbortSignal.timeout(timeout * 1000)];
}
