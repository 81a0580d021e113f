// fails: finishes
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (path: string) => Promise<string>;

export async function startServer(answer: Answer) {
  let isClosing = false;
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then((text) => {
      if (isClosing) response.setHeader('connection', 'close');
      response.end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      isClosing = true;
      const closed = once(server, 'close');
      server.close();
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, 60_000);
      await closed;
      clearTimeout(timer);
    },
  };
}
