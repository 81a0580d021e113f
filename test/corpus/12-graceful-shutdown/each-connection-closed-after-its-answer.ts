// fails: finishes
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (path: string) => Promise<string>;

/** For Node, a connection is idle though its answer is still on its way. */
export async function startServer(answer: Answer) {
  let isClosing = false;
  const server = createServer((request, response) => {
    response.once('close', () => {
      if (isClosing) {
        setImmediate(() => {
          server.closeIdleConnections();
        });
      }
    });
    void answer(request.url ?? '/').then((text) => {
      response.end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      isClosing = true;
      server.close();
      await closed;
    },
  };
}
