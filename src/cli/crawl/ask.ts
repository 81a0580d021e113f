import { request, type Dispatcher } from 'undici';

/** What a server said, its body read where it is text. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks for an address until there is an answer to go by. */
export type Read = (address: string) => Promise<Answer>;

/** How the crawler calls itself, in requests and in robots.txt. */
export const robotName = 'async-lab';

/** How long one answer may take, from the question to its last byte. */
const patienceMs = 30_000;

/** Says who asks, and for how long. */
function manners(signal: AbortSignal) {
  const patience = AbortSignal.timeout(patienceMs);
  const headers = { 'user-agent': robotName };
  return { headers, signal: AbortSignal.any([signal, patience]) };
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
