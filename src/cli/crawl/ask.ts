import { request, type Dispatcher } from 'undici';

/** An answer, with its body if that is text. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Requests an address, again if needed, until there is a usable answer. */
export type Read = (address: string) => Promise<Answer>;

/** The crawler's name, in its requests and in robots.txt. */
export const robotName = 'async-lab';

/** How long one answer may take, from the request to its last byte. */
const timeoutMs = 30_000;

/** Says who makes the request, and how long it may take. */
function manners(signal: AbortSignal) {
  const timeout = AbortSignal.timeout(timeoutMs);
  const headers = { 'user-agent': robotName };
  return { headers, signal: AbortSignal.any([signal, timeout]) };
}

/** @throws what the request throws, and the signal's reason */
export async function ask(
  address: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Answer> {
  const { statusCode, headers, body } = await request(address, {
    dispatcher,
    ...manners(signal),
  });
  const isText = /^text|xhtml/.test(String(headers['content-type']));
  const text = isText ? await body.text() : '';
  if (!isText) await body.dump();
  return { status: statusCode, headers, text };
}
