import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2Session,
} from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import type { Identity } from './certificates/authority.ts';
import {
  httpLimits,
  keepAliveMs,
  patience as usualPatience,
  type Patience,
} from './limits.ts';
import {
  acceptConnection,
  createConnection,
  receive,
  type Connection,
  type SiteServerParts,
} from './site-server.ts';
import type { LoggedConnection } from './request-log.ts';
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
  patience: Patience = usualPatience,
): Server {
  const { clock, latency, scheduler, witness } = parts;
  const accepted: AcceptedConnections = new Map();
  const inner = createInnerServer(
    parts,
    protocol,
    identity,
    patience,
    accepted,
  );
  // It never listens itself, and without that Node would not begin to look for
  // clients that are too slow; closing it ends that.
  inner.emit('listening');
  const front = createServer({ pauseOnConnect: true });

  front.on('connection', (socket) => {
    witness.connectionOpened();
    // A client may leave in the middle of a handshake.
    socket.on('error', () => undefined);
    const logged = acceptConnection(socket, clock, latency);
    accepted.set(logged.clientPort, logged);
    const cancel = scheduler.at(logged.openMs, () => {
      if (socket.destroyed) return;
      inner.emit('connection', socket);
      socket.resume();
    });
    socket.once('close', () => {
      cancel();
      accepted.delete(logged.clientPort);
      witness.connectionClosed();
    });
  });
  front.on('error', () => undefined);
  front.once('close', () => inner.close());
  return front;
}

/** By the client's port: what is inside TLS has another socket. */
type AcceptedConnections = Map<number, LoggedConnection>;

function createInnerServer(
  parts: SiteServerParts,
  protocol: TlsProtocol,
  identity: Identity,
  patience: Patience,
  accepted: AcceptedConnections,
): Server {
  const limits = {
    ...httpLimits(patience),
    handshakeTimeout: patience.headersMs,
  };
  const connections = new WeakMap<object, Connection>();

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const carrier = carrierOf(request);
    const known = connections.get(carrier);
    const logged = accepted.get(request.socket.remotePort ?? 0);
    const connection = known ?? createConnection(logged ?? gone, -Infinity);
    connections.set(carrier, connection);
    receive(parts, connection, request, response);
  }

  if (protocol === 'http1') {
    return createHttpsServer({ ...identity, ...limits }, onRequest);
  }
  const options = { ...identity, ...limits, allowHTTP1: true };
  const server = createSecureServer(options);
  // For clients that use HTTP/1 here: it takes these as properties only.
  Object.assign(server, limits);
  server.on('sessionError', () => undefined);
  server.on('session', (session) => {
    limitSession(session, patience);
  });
  // Node's HTTP/2 requests have everything that its HTTP/1 requests have.
  server.on('request', onRequest as unknown as () => void);
  return server;
}

/** Stands for a connection that closed while its request was read. */
const gone: LoggedConnection = {
  clientPort: 0,
  acceptedMs: 0,
  turnMs: 0,
  openMs: 0,
};

/** Closes a session that is idle, and one whose first request never comes. */
function limitSession(session: Http2Session, { headersMs }: Patience): void {
  const leave = setTimeout(() => {
    session.destroy();
  }, headersMs).unref();
  const stay = () => {
    clearTimeout(leave);
  };
  session.once('stream', stay);
  session.once('close', stay);
  session.setTimeout(keepAliveMs, () => {
    session.close();
  });
}

/** What carries a request: the session in HTTP/2, else the connection. */
function carrierOf(request: IncomingMessage): object {
  const { stream } = request as unknown as Partial<Http2ServerRequest>;
  return stream?.session ?? request.socket;
}
