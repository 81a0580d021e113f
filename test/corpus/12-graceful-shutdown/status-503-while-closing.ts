// fails: finishes
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}
export async function startServer(
  answer: (path: string) => Promise<string>,
): Promise<RunningServer> {
  let isClosing = false;
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then((text) => {
      if (isClosing) {
        response.setHeader('connection', 'close');
        response.statusCode = 503;
      }
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
      await closed;
    },
  };
}
