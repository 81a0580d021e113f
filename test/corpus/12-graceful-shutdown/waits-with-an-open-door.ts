// fails: takes-nothing-new
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type Answer = (path: string) => Promise<string>;

/** Waits until nothing is in flight, and only then stops to listen. */
export async function startServer(answer: Answer) {
  let inFlight = 0;
  const server = createServer((request, response) => {
    inFlight += 1;
    response.once('close', () => (inFlight -= 1));
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
      while (inFlight > 0) await sleep(5);
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
