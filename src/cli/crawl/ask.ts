import { request } from 'undici';
import type { Dispatcher } from 'undici';

/** What a server said, its body read where it is text. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** How the crawler calls itself, in requests and in robots.txt. */
export const robotName = 'async-lab';

/** How long one answer may take, from the question to its last byte. */
const patienceMs = 30_000;

/** @throws what the request throws, and the signal's reason */
export async function ask(
  address: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Answer> {
  const { statusCode, headers, body } = await request(address, {
    dispatcher,
    headers: { 'user-agent': robotName },
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  });
  const isText = /^text|xhtml/.test(String(headers['content-type']));
  const text = isText ? await body.text() : '';
  if (!isText) await body.dump();
  return { status: statusCode, headers, text };
}
