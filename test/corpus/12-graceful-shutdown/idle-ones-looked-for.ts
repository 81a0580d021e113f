// fails: finishes
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}
export async function startServer(
  answer: (path: string) => Promise<string>,
): Promise<RunningServer> {
  const server = createServer(({ url = '/' }, response) => {
    void answer(url).then((text) => response.end(text));
  });
  await new Promise<void>((resolve) => {
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  const closed = promisify(server.close.bind(server));
  return {
    url: `http://${address}:${port}`,
    async close() {
      const broom = setInterval(() => {
        server.closeIdleConnections();
      }, 5);
      try {
        await closed();
      } finally {
        clearInterval(broom);
      }
    },
  };
}
