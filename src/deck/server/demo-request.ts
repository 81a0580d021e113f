import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Demo } from './demo.ts';
import { isOwnHost } from '../server/own-host.ts';
import { defaultParameters } from './demo-list.ts';

/** Why a request is not served: a status, and one line for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const runPath = '/demo/run';
const mostBytes = 10_000;

/**
 * Lets pass only what the deck's own page asks for.
 * @throws Refusal saying what is wrong with the request
 */
export function checkOrigin(request: IncomingMessage, token: string): void {
  const { headers, method } = request;
  if (pathOf(request) !== runPath) {
    throw new Refusal(404, `There is nothing here but ${runPath}.`);
  }
  if (method !== 'POST') {
    throw new Refusal(405, `${runPath} wants a POST request.`);
  }
  if (!isOwnHost(request)) {
    throw new Refusal(403, 'Demos run only for this machine’s own address.');
  }
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  if (
    origin !== `http://${host}` ||
    (site ?? 'same-origin') !== 'same-origin'
  ) {
    throw new Refusal(403, 'Demos run only from the deck’s own page.');
  }
  if (!isSame(String(headers['x-demo-token'] ?? ''), token)) {
    throw new Refusal(
      403,
      'The page’s token is not of this server: reload the page.',
    );
  }
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\b/.test(type)) {
    throw new Refusal(415, 'A demo is asked for in JSON.');
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/\?.*$/, '');
}

/** Takes the same time wherever the two differ. */
function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * Reads a request's body.
 * @throws Refusal when it is too long
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw new Refusal(413, `A demo is asked for in ${mostBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Which demo is asked for, and with what. */
export interface Wish {
  readonly name: string;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** How much faster or slower than the talks' own pace a demo may be. */
export const scaleLimits = { from: 0.05, to: 1 };

/** @throws Refusal for what is no wish, or of no demo */
export function parseWish(
  text: string,
  names: readonly string[],
  usualScale: number,
): Wish {
  const { name, parameters = {}, scale } = parseObject(text);
  if (typeof name !== 'string' || !names.includes(name)) {
    const all = names.join(', ');
    throw new Refusal(404, `There is no such demo; there are ${all}.`);
  }
  if (!isObject(parameters)) {
    throw new Refusal(400, 'The parameters must be an object.');
  }
  if (scale === undefined) return { name, parameters, scale: usualScale };
  const { from, to } = scaleLimits;
  if (typeof scale !== 'number' || !isWithin(scale, from, to)) {
    throw new Refusal(400, `scale must be a number from ${from} to ${to}.`);
  }
  return { name, parameters, scale };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw new Refusal(400, 'The request’s body is no JSON object.');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A value for each of a demo's parameters.
 * @throws Refusal naming a parameter that does not exist or is out of range
 */
export function parseParameters(
  given: Readonly<Record<string, unknown>>,
  demo: Demo,
): Record<string, number> {
  const chosen = defaultParameters(demo);
  for (const [name, value] of Object.entries(given)) {
    const limits = Object.hasOwn(demo.parameters, name)
      ? demo.parameters[name]
      : undefined;
    if (!limits) {
      const known = Object.keys(demo.parameters).join(', ') || 'none';
      throw new Refusal(
        400,
        `This demo has no parameter of that name; it has ${known}.`,
      );
    }
    const { from, to } = limits;
    if (!Number.isInteger(value) || !isWithin(value as number, from, to)) {
      throw new Refusal(
        400,
        `${name} must be a whole number from ${from} to ${to}.`,
      );
    }
    chosen[name] = value as number;
  }
  return chosen;
}

function isWithin(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}
