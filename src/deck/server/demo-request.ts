import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Demo } from '../demo/demo.ts';
import { defaultParameters } from '../demo/demo-list.ts';
import { isOwnHost } from './deck-server.ts';

/** Why a request is refused: a status, and a line for the page to show. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a page can ask for: that a demo runs, or that it is made ready to. */
export type DemoWish = 'run' | 'warm';

const wishes: Readonly<Record<string, DemoWish>> = {
  '/demo/run': 'run',
  '/demo/warm': 'warm',
};
const mostBytes = 10_000;

/**
 * Accepts only what the deck's own page sends, and returns what it asks for.
 * @throws Refusal that says what is wrong with the request
 */
export function checkOrigin(request: IncomingMessage, token: string): DemoWish {
  const { headers, method } = request;
  const path = pathOf(request);
  const wish = Object.hasOwn(wishes, path) ? wishes[path] : undefined;
  if (wish === undefined) {
    const known = Object.keys(wishes).join(' and ');
    throw new Refusal(404, `There are only ${known} here.`);
  }
  if (method !== 'POST') {
    throw new Refusal(405, `${path} needs a POST request.`);
  }
  if (!isOwnHost(request)) {
    throw new Refusal(403, 'Demos run only at this machine’s own address.');
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
      'The page is from an earlier start of this server. Reload it.',
    );
  }
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\b/.test(type)) {
    throw new Refusal(
      415,
      'The request must have the content type application/json.',
    );
  }
  return wish;
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/\?.*$/, '');
}

/** Takes the same time wherever the two differ, so that it gives no hint. */
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
      throw new Refusal(
        413,
        `The request must not be longer than ${mostBytes} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Which demo is to be run, and with what. */
export interface DemoRequest {
  readonly name: string;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a demo's delays may be multiplied by. */
const scaleLimits = { from: 0.05, to: 1 };

/**
 * Reads the body of a request.
 * @param names of the demos that there are
 * @param usualScale for a request that names none
 * @throws Refusal for a body that is not such a request
 */
export function parseDemoRequest(
  text: string,
  names: readonly string[],
  usualScale: number,
): DemoRequest {
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
    // Refused below.
  }
  throw new Refusal(400, 'The request’s body is not a JSON object.');
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
