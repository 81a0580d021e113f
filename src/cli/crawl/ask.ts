import { request, type Dispatcher } from 'undici';
import { readBody } from './body.ts';

/** An answer, with its body if that is of a type that was wanted. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  /** Why the body is not, or not all of, what the server has. */
  readonly problem?: string;
}

/**
 * Requests an address, again if needed, until there is a usable answer. Bodies
 * of other content types are left out.
 */
export type Read = (address: string, types?: RegExp) => Promise<Answer>;

/** The crawler's name, in its requests and in robots.txt. */
export const robotName = 'async-lab';

/** How long one answer may take, from the request to its last byte. */
const timeoutMs = 30_000;

const pageTypes = /html/i;
export const anyType = /^/;

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
  types = pageTypes,
): Promise<Answer> {
  const options = { dispatcher, ...manners(signal) };
  const { statusCode: status, headers, body } = await request(address, options);
  const isWanted = types.test(String(headers['content-type']));
  if (isWanted) return { status, headers, ...(await readBody(body, headers)) };
  await body.dump();
  return { status, headers, body: new Uint8Array() };
}
