import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { originOf } from './address.ts';
import { epochMs, type ConnectionEntry } from './recording.ts';

interface ConnectedMessage {
  readonly socket: Socket;
  readonly connectParams: { readonly protocol: string; readonly host: string };
}

const connectionOfSocket = new WeakMap<object, ConnectionEntry>();

/** A connection that is being opened. */
interface Opening {
  readonly at: number;
  lookedUpAt?: number;
  tcpOpenAt?: number;
  isWatched?: boolean;
}

const opening = new AsyncLocalStorage<Opening>();

/** Notes when connections open and close, from what undici tells of them. */
export function subscribeToConnections(): void {
  watchSteps();
  subscribe('undici:client:beforeConnect', () => {
    // The socket is made synchronously after this, so its events inherit it.
    opening.enterWith({ at: epochMs() });
  });
  subscribe('undici:client:connected', (message) => {
    const { socket, connectParams } = message as ConnectedMessage;
    const { protocol, host } = connectParams;
    const connection = watchSocket(socket, `${protocol}//${host}`);
    const begun = opening.getStore();
    connection.openingAt = begun?.at ?? null;
    connection.lookedUpAt = begun?.lookedUpAt;
    connection.tcpOpenAt = begun?.tcpOpenAt;
    connection.openAt = epochMs();
  });
}

/**
 * undici tells when a connection begins to open and when it is open. The steps
 * between, finding the address of a name and opening a TCP connection to it,
 * only its socket tells, and undici has no event with the socket before then.
 */
function watchSteps(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- `this` is passed on below
  const connect = Socket.prototype.connect as (...args: unknown[]) => Socket;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const begun = opening.getStore();
    if (begun && !begun.isWatched) watchOpening(this, begun);
    return connect.apply(this, args);
  };
}

function watchOpening(socket: Socket, begun: Opening): void {
  begun.isWatched = true;
  // An address that is a number is not looked up, and has no such event.
  socket.once('lookup', () => {
    begun.lookedUpAt = epochMs();
  });
  socket.once('connect', () => {
    begun.tcpOpenAt = epochMs();
  });
}

/** The connection of a socket; one that was opened before has no opening times. */
export function connectionOf(
  socket: Socket,
  origin: string | URL,
): ConnectionEntry {
  return (
    connectionOfSocket.get(socket) ?? watchSocket(socket, originOf(origin))
  );
}

function watchSocket(socket: Socket, origin: string): ConnectionEntry {
  const connection: ConnectionEntry = {
    origin,
    openingAt: null,
    openAt: null,
    closedAt: null,
    // A socket that has closed no longer knows them.
    localPort: socket.localPort,
    remotePort: socket.remotePort,
  };
  connectionOfSocket.set(socket, connection);
  socket.once('close', () => {
    connection.closedAt = epochMs();
  });
  return connection;
}
