// fails: finishes
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (path: string) => Promise<string>;

export async function startServer(answer: Answer) {
  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const reply = answer(request.url ?? '/').then((text) => {
      response.end(text);
    });
    inFlight.add(reply);
    void reply.finally(() => inFlight.delete(reply));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      await Promise.all(inFlight);
      server.closeAllConnections();
    },
  };
}
