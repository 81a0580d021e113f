// fails: closes
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (path: string) => Promise<string>;

/** Waits until the last silent connection has gone cold. */
export async function startServer(answer: Answer) {
  const server = createServer((request, response) => {
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
      server.close();
      await once(server, 'close');
    },
  };
}
