import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Target } from './sites/site.ts';

/** Host names, addresses and ports, and nothing that could leave an attribute. */
const hostPattern = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;

/**
 * Returns what a request asks for, or undefined where that is malformed: no
 * path, dots that climb, an escape that decodes to nothing, a strange Host.
 */
export function parseTarget(request: IncomingMessage): Target | undefined {
  const { url = '' } = request;
  const host = hostOf(request);
  if (!url.startsWith('/') || !hostPattern.test(host)) return undefined;
  const [path = '', ...queries] = url.split('?');
  if (!isPlain(path)) return undefined;
  const query = new URLSearchParams(queries.join('?'));
  return { origin: `${schemeOf(request)}://${host}`, path, query };
}

/** HTTP/2 has a name of its own for it; HTTP/1.0 knows none. */
function hostOf(request: IncomingMessage): string {
  const { host, ':authority': authority } = request.headers;
  return host ?? authority?.toString() ?? localHost(request);
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
