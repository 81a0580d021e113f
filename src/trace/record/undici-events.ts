import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Agent, getGlobalDispatcher } from 'undici';
import { originOf, takeEntries, watchDispatch } from './undici-dispatch.ts';
import {
  epochMs,
  type ConnectionEntry,
  type RequestEntry,
} from './recording.ts';
import type { RawHeaders } from './headers.ts';

/**
 * Fills recordings from the messages on undici's diagnostics channels
 * (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel), both of npm's
 * undici and of the one inside Node that the global `fetch` may use.
 */

/** Where a request carries its entries; a WeakMap would cost far more. */
const entriesKey = Symbol('async-lab entries');

/** What undici's events call a request: an identity, and what goes out. */
interface SentRequest {
  [entriesKey]?: readonly RequestEntry[];
  readonly origin: string | URL;
  readonly path: string;
}

interface Messages {
  'undici:request:create': { request: SentRequest };
  'undici:client:sendHeaders': {
    request: SentRequest;
    headers: string;
    socket: Socket;
  };
  'undici:request:headers': {
    request: SentRequest;
    response: { statusCode: number; headers: unknown };
  };
  'undici:request:bodyChunkReceived': {
    request: SentRequest;
    chunk: Uint8Array;
  };
  'undici:request:trailers': { request: SentRequest };
  'undici:request:error': {
    request: SentRequest;
    error: Error & { code?: unknown };
  };
  'undici:client:beforeConnect': object;
  'undici:client:connected': {
    socket: Socket;
    connectParams: { protocol: string; host: string };
  };
}

const connectionOfSocket = new WeakMap<object, ConnectionEntry>();
const opening = new AsyncLocalStorage<{ readonly at: number }>();
let subscribed = false;

/** Starts listening; a second call does nothing. */
export function watchUndici(): void {
  watchDispatch(Agent.prototype);
  watchDispatch(getGlobalDispatcher());
  if (subscribed) return;
  subscribed = true;
  subscribeToRequests();
  subscribeToConnections();
}

function subscribeToRequests(): void {
  on('undici:request:create', ({ request }) => {
    const entries = takeEntries();
    if (entries.length === 0) return;
    request[entriesKey] = entries;
    each(request, (entry) => {
      entry.url = `${originOf(request.origin)}${request.path}`;
    });
  });
  on('undici:client:sendHeaders', ({ request, headers, socket }) => {
    each(request, (entry) => {
      entry.sentAt = epochMs();
      entry.requestHeaders = headers;
      entry.connection = connectionOf(socket, request);
    });
  });
  on('undici:request:headers', ({ request, response }) => {
    each(request, (entry) => {
      entry.headersAt = epochMs();
      entry.status = response.statusCode;
      entry.responseHeaders = rawHeaders(response.headers);
    });
  });
  on('undici:request:bodyChunkReceived', ({ request, chunk }) => {
    each(request, (entry) => {
      entry.bytes += chunk.length;
    });
  });
  on('undici:request:trailers', ({ request }) => {
    each(request, (entry) => {
      entry.endAt ??= epochMs();
    });
  });
  on('undici:request:error', ({ request, error }) => {
    each(request, (entry) => {
      if (entry.endAt !== null) return;
      entry.endAt = epochMs();
      const { name, code, message } = error;
      entry.error = {
        name,
        code: typeof code === 'string' ? code : null,
        message,
      };
    });
  });
}

function subscribeToConnections(): void {
  on('undici:client:beforeConnect', () => {
    // The socket is made synchronously after this, so its events inherit it.
    opening.enterWith({ at: epochMs() });
  });
  on(
    'undici:client:connected',
    ({ socket, connectParams: { protocol, host } }) => {
      const connection = watchSocket(socket, `${protocol}//${host}`);
      connection.openingAt = opening.getStore()?.at ?? null;
      connection.openAt = epochMs();
    },
  );
}

/** The connection of a socket; one that was opened before has no opening times. */
function connectionOf(socket: Socket, request: SentRequest): ConnectionEntry {
  return (
    connectionOfSocket.get(socket) ??
    watchSocket(socket, originOf(request.origin))
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

function rawHeaders(headers: unknown): RawHeaders {
  return Array.isArray(headers)
    ? { pairs: headers as Buffer[] }
    : { named: headers as Record<string, string | string[]> };
}

function each(
  request: SentRequest,
  change: (entry: RequestEntry) => void,
): void {
  for (const entry of request[entriesKey] ?? []) change(entry);
}

function on<Name extends keyof Messages>(
  channel: Name,
  listen: (message: Messages[Name]) => void,
): void {
  subscribe(channel, (message) => {
    listen(message as Messages[Name]);
  });
}
