// passes
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Answer = (path: string) => Promise<string>;

/** Keeps its own list of who is connected, and who of them waits. */
class PoliteServer {
  readonly #answer: Answer;
  readonly #waiting = new Map<Socket, number>();
  readonly #server = createServer((request, response) => {
    void this.#reply(request, response);
  });
  #isClosing = false;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.#server.on('connection', (socket) => {
      this.#waiting.set(socket, 0);
      socket.once('close', () => this.#waiting.delete(socket));
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        const { port } = this.#server.address() as AddressInfo;
        resolve(`http://127.0.0.1:${port}`);
      });
    });
  }

  async #reply(request: IncomingMessage, response: ServerResponse) {
    const { socket } = request;
    this.#count(socket, 1);
    response.once('finish', () => {
      this.#count(socket, -1);
      if (this.#isClosing) socket.end();
    });
    response.end(await this.#answer(request.url ?? '/'));
  }

  #count(socket: Socket, by: number): void {
    this.#waiting.set(socket, (this.#waiting.get(socket) ?? 0) + by);
  }

  close(): Promise<void> {
    this.#isClosing = true;
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      for (const [socket, count] of this.#waiting) {
        if (count === 0) socket.end();
      }
    });
  }
}

export async function startServer(answer: Answer) {
  const server = new PoliteServer(answer);
  return { url: await server.listen(), close: () => server.close() };
}
