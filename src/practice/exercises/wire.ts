import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * A client with one connection, which it never closes: only the server decides
 * how the connection ends.
 */
export interface Visitor {
  /** Everything received so far, headers and bodies, a character for each byte. */
  readonly heard: string;
  /** The same, read as UTF-8. */
  text(): string;
  /** Whether the server has ended the connection. */
  readonly isSentAway: boolean;
  ask(path: string): void;
  /** Takes nothing until it goes on: what is sent to it piles up. */
  pause(): void;
  goOn(): void;
  leave(): void;
}

/**
 * Opens a connection.
 * @throws an error with a code such as ECONNREFUSED where no server listens
 */
export async function visit(url: string): Promise<Visitor> {
  const socket = await open(url);
  let heard = '';
  let isSentAway = false;
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  socket.on('end', () => (isSentAway = true));
  socket.on('error', () => undefined);
  socket.on('close', () => (isSentAway = true));
  return {
    get heard() {
      return heard;
    },
    text: () => Buffer.from(heard, 'latin1').toString('utf8'),
    get isSentAway() {
      return isSentAway;
    },
    ask(path) {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: lab\r\n\r\n`);
    },
    pause() {
      socket.pause();
    },
    goOn() {
      socket.resume();
    },
    leave() {
      socket.destroy();
    },
  };
}

/** Whether a new connection is refused. */
export async function isRefused(url: string): Promise<boolean> {
  try {
    (await open(url)).destroy();
    return false;
  } catch {
    return true;
  }
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  await once(socket, 'connect');
  return socket;
}
