/**
 * # A server that leaves in good order
 *
 * Write `startServer`: an HTTP server on any free port of `127.0.0.1`, which
 * answers each request with the text that `answer` returns for its path. That
 * may take a while. What counts is how it ends. When `close()` is called:
 *
 * - new connections are refused;
 * - connections on which nothing is in flight are ended at once;
 * - requests that still wait for their answers get them in full, however long
 *   that takes, and then their connections are ended, too;
 * - when the last connection has ended, the promise of `close()` is fulfilled,
 *   and not before.
 *
 * Until then, connections are kept alive, as usual. Do not count on the
 * clients: one may leave its connection open for as long as you do.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Resolves when all requests in flight are answered and all is closed. */
  close(): Promise<void>;
}

/** Starts a server that answers a path with what `answer` returns for it. */
export async function startServer(
  answer: (path: string) => Promise<string>,
): Promise<RunningServer> {
  // TODO: listen, answer, and close without losing a request.
  throw new Error('Not written yet: startServer.');
}
