// passes
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Answer = (path: string) => Promise<string>;

export async function startServer(answer: Answer) {
  let isClosing = false;
  const idle = new Set<Socket>();
  const server = createServer((request, response) => {
    const { socket } = request;
    idle.delete(socket);
    response.once('finish', () => {
      if (isClosing) socket.end();
      else idle.add(socket);
    });
    void answer(request.url ?? '/').then((text) => response.end(text));
  });
  server.on('connection', (socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      isClosing = true;
      server.close();
      for (const socket of idle) socket.destroySoon();
      await once(server, 'close');
    },
  };
}
