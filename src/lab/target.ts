import type { IncomingMessage } from 'node:http';
import type { Target } from './sites/site.ts';

/** Host names, addresses and ports, and nothing that could leave an attribute. */
const hostPattern = /^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;

/**
 * Returns what a request asks for, or undefined where that is malformed: no
 * path, dots that climb, an escape that decodes to nothing, a strange Host.
 */
export function parseTarget(request: IncomingMessage): Target | undefined {
  const { url = '' } = request;
  const host = request.headers.host ?? localHost(request);
  if (!url.startsWith('/') || !hostPattern.test(host)) return undefined;
  const [path = '', ...queries] = url.split('?');
  if (!isPlain(path)) return undefined;
  const query = new URLSearchParams(queries.join('?'));
  return { origin: `http://${host}`, path, query };
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

/** HTTP/1.0 knows no Host header. */
function localHost({ socket }: IncomingMessage): string {
  return `${socket.localAddress ?? '127.0.0.1'}:${socket.localPort ?? 80}`;
}
