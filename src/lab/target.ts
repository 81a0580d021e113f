import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** What was asked for. */
export interface Target {
  /** Scheme and host as the client knows them, for links in bodies. */
  readonly origin: string;
  /** Begins with a slash; percent signs are left as they came. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Host names, addresses and ports, but nothing that could end an HTML attribute. */
const hostPattern = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;

/**
 * Returns what a request asks for, or undefined where that is malformed: no
 * path, a path that climbs with `..`, an invalid escape, an invalid Host or two
 * of them. Its origin is one that `new URL` accepts.
 */
export function parseTarget(request: IncomingMessage): Target | undefined {
  const { url = '' } = request;
  const host = hostOf(request);
  if (!url.startsWith('/') || !isHost(host) || hasTwoHosts(request)) {
    return undefined;
  }
  const [path = '', ...queries] = url.split('?');
  if (!isPlain(path)) return undefined;
  const query = new URLSearchParams(queries.join('?'));
  return { origin: `${schemeOf(request)}://${host}`, path, query };
}

/** HTTP/2 calls it `:authority`; HTTP/1.0 has no such header. */
function hostOf(request: IncomingMessage): string {
  const { host, ':authority': authority } = request.headers;
  return host ?? authority?.toString() ?? localHost(request);
}

/** The hosts that were valid lately: a client sends the same one each time. */
const knownHosts = new Set<string>();
const knownHostsMost = 1000;

function isHost(host: string): boolean {
  if (knownHosts.has(host)) return true;
  // The pattern also matches texts that are not addresses: `[::::]`, port 70000.
  if (!hostPattern.test(host) || !URL.canParse(`http://${host}`)) return false;
  if (knownHosts.size >= knownHostsMost) knownHosts.clear();
  knownHosts.add(host);
  return true;
}

/** Node keeps the first of two; a server must refuse both (RFC 9112, 3.2). */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}

function schemeOf({ socket }: IncomingMessage): 'http' | 'https' {
  return (socket as Partial<TLSSocket>).encrypted ? 'https' : 'http';
}

function isPlain(path: string): boolean {
  if (!/%|\\|\.\./.test(path)) return true;
  try {
    const segments = decodeURIComponent(path).split(/[/\\]/);
    return !segments.includes('..') && !path.includes('%00');
  } catch {
    return false;
  }
}

function localHost({ socket }: IncomingMessage): string {
  return `${socket.localAddress ?? '127.0.0.1'}:${socket.localPort ?? 80}`;
}
