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
 *
 * @minutes 15
 * @hint Node's `server.close()` does nearly all of it. Close a server while a
 *   request is waiting, and look at what happens to its connection after the
 *   answer: in lesson 12, which header told the clients?
 * @hint Remember that the server is closing. An answer that goes out from then
 *   on carries the header `connection: close`, and Node ends its connection.
 *   `once(server, 'close')` waits for the end.
 * @hint A variable, `isClosing`, which `close()` sets first of all. The place
 *   to look at it is not where a request arrives, but where its answer is
 *   ready: there, `response.setHeader('connection', 'close')` comes before
 *   `end`.
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
  // #region solution
  // TODO: listen, answer, and close without losing a request.
  let isClosing = false;

  async function reply(path: string, response: ServerResponse) {
    const text = await answer(path);
    if (isClosing) response.setHeader('connection', 'close');
    response.end(text);
  }

  const server = createServer((request, response) => {
    void reply(request.url ?? '/', response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      isClosing = true;
      server.close();
      await once(server, 'close');
    },
  };
  // #endregion solution
}
