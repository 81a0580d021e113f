import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import type { Identity } from './certificates/authority.ts';
import { headersLimitBytes, keepAliveMs } from './limits.ts';
import {
  receive,
  type Connection,
  type SiteServerParts,
} from './site-server.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a site's server speaks under TLS. */
export type TlsProtocol = 'http1' | 'http2';

/**
 * Returns a server, not yet listening, that serves a site over TLS. A
 * connection's delay comes before its handshake, so that a client sees a
 * connection that opens slowly, as in a real network.
 */
export function createTlsFront(
  parts: SiteServerParts,
  protocol: TlsProtocol,
  identity: Identity,
): Server {
  const { clock, latency, scheduler, witness } = parts;
  const inner = createInnerServer(parts, protocol, identity);
  const front = createServer({ pauseOnConnect: true });

  front.on('connection', (socket) => {
    witness.connectionOpened();
    // A client may leave in the middle of a handshake.
    socket.on('error', () => undefined);
    const cancel = scheduler.at(latency.connectionDue(clock.now()), () => {
      if (socket.destroyed) return;
      inner.emit('connection', socket);
      socket.resume();
    });
    socket.once('close', () => {
      cancel();
      witness.connectionClosed();
    });
  });
  front.on('error', () => undefined);
  return front;
}

function createInnerServer(
  parts: SiteServerParts,
  protocol: TlsProtocol,
  identity: Identity,
): Server {
  const connections = new WeakMap<object, Connection>();

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const carrier = carrierOf(request);
    const known = connections.get(carrier);
    const connection = known ?? { openMs: -Infinity, requests: 0 };
    connections.set(carrier, connection);
    receive(parts, connection, request, response);
  }

  if (protocol === 'http1') {
    const limits = {
      keepAliveTimeout: keepAliveMs,
      maxHeaderSize: headersLimitBytes,
    };
    return createHttpsServer({ ...identity, ...limits }, onRequest);
  }
  const server = createSecureServer({ ...identity, allowHTTP1: true });
  // For clients that use HTTP/1 here; HTTP/2's connections never expire.
  Object.assign(server, { keepAliveTimeout: keepAliveMs });
  server.on('sessionError', () => undefined);
  // Node's HTTP/2 requests have everything that its HTTP/1 requests have.
  server.on('request', onRequest as unknown as () => void);
  return server;
}

/** What carries a request: the session in HTTP/2, else the connection. */
function carrierOf(request: IncomingMessage): object {
  const { stream } = request as unknown as Partial<Http2ServerRequest>;
  return stream?.session ?? request.socket;
}
