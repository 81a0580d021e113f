// fails: ends-idle
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server, type AddressInfo } from 'node:net';

type Answer = (path: string) => Promise<string>;

export async function startServer(answer: Answer) {
  let isClosing = false;
  let inFlight = 0;
  const server = createServer((request, response) => {
    inFlight += 1;
    response.once('close', () => (inFlight -= 1));
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
      // The close() of node:http ends idle connections; that of node:net waits.
      const closed = once(server, 'close');
      Server.prototype.close.call(server);
      while (inFlight > 0) await new Promise(setImmediate);
      server.closeIdleConnections();
      await closed;
    },
  };
}
