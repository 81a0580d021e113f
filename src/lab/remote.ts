import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import type { LabDescription } from './description.ts';
import { siteNames } from './sites/names.ts';
import { LabError } from './lab-error.ts';

const timeoutMs = 3000;

/** What answers at an address that is to be used instead of a lab here. */
type Remote =
  | { readonly kind: 'lab'; readonly url: string; readonly lab: LabDescription }
  | { readonly kind: 'api'; readonly url: string };

export interface Reply {
  readonly status: number;
  /** Undefined where the body is not JSON. */
  readonly body: unknown;
}

/**
 * Finds out whether a lab or a Pokémon API answers at an address; both are at
 * the root of their host.
 * @throws LabError, its message one sentence, when neither does, after a few
 * seconds at most
 */
export async function findRemote(address: string): Promise<Remote> {
  const url = originOf(address);
  const lab = await askRemote('GET', url, '/lab.json');
  if (isLab(lab.body)) return { kind: 'lab', url, lab: lab.body };
  const list = await askRemote('GET', url, '/api/v2/pokemon?limit=1');
  if (isPokemonList(list.body)) return { kind: 'api', url };
  throw new LabError(
    `The server at ${url} is neither a lab (/lab.json answers ${lab.status}) ` +
      `nor a Pokémon API (/api/v2/pokemon answers ${list.status}). ${remedy}`,
  );
}

/**
 * Asks a lab elsewhere about itself.
 * @throws LabError, its message one sentence, when it does not answer
 */
export async function askRemote(
  method: 'GET' | 'POST',
  origin: string,
  path: string,
): Promise<Reply> {
  try {
    return await send(method, origin + path);
  } catch (cause) {
    const text = `No lab answers at ${origin} (${reasonOf(cause)}). ${remedy}`;
    throw new LabError(text, { cause });
  }
}

/**
 * Uses a connection of its own, so that no pool of the caller is involved and
 * recordings of undici do not see it.
 */
async function send(method: string, url: string): Promise<Reply> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(timeoutMs);
  const sent = request(url, { method, agent: false, signal }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = await text(response);
  return { status: response.statusCode ?? 0, body: parseJson(body) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const remedy =
  'Start one with "npm run lab" and use the address that it prints, or unset ' +
  'LAB_URL to use a lab of your own.';

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new LabError(`"${address}" is not an http address. ${remedy}`);
}

function reasonOf(error: unknown): string {
  const { name, code } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') {
    return `no answer within ${timeoutMs / 1000} seconds`;
  }
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND') return 'no such host';
  return code ?? name;
}

function isLab(value: unknown): value is LabDescription {
  const { name, sites } = (value ?? {}) as Partial<LabDescription>;
  if (name !== 'async-lab') return false;
  return siteNames.every((site) => typeof sites?.[site] === 'string');
}

function isPokemonList(value: unknown): boolean {
  const { results } = (value ?? {}) as { results?: unknown };
  return Array.isArray(results);
}
