import type { IncomingMessage } from 'node:http';

/**
 * Whether a request names this machine as its host: somebody else's name may
 * lead here too, from a page of theirs (DNS rebinding).
 */
export function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  const port = socket.localPort ?? 0;
  const own = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
  return own.includes(headers.host ?? '');
}
