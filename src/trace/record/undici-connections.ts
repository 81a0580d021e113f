import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { originOf } from './address.ts';
import { epochMs, type ConnectionEntry } from './recording.ts';

interface ConnectedMessage {
  readonly socket: Socket;
  readonly connectParams: { readonly protocol: string; readonly host: string };
}

const connectionOfSocket = new WeakMap<object, ConnectionEntry>();
const opening = new AsyncLocalStorage<{ readonly at: number }>();

/** Notes when connections open and close, from what undici tells of them. */
export function subscribeToConnections(): void {
  subscribe('undici:client:beforeConnect', () => {
    // The socket is made synchronously after this, so its events inherit it.
    opening.enterWith({ at: epochMs() });
  });
  subscribe('undici:client:connected', (message) => {
    const { socket, connectParams } = message as ConnectedMessage;
    const { protocol, host } = connectParams;
    const connection = watchSocket(socket, `${protocol}//${host}`);
    connection.openingAt = opening.getStore()?.at ?? null;
    connection.openAt = epochMs();
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
  };
  connectionOfSocket.set(socket, connection);
  socket.once('close', () => {
    connection.closedAt = epochMs();
  });
  return connection;
}
