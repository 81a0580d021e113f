import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { CancelCall } from './clock.ts';
import { openExchange, type ExchangeParts } from './open-exchange.ts';
import type { FaultDealer } from './faults/dealer.ts';
import type { Gate } from './gate.ts';
import type { Latency } from './latency.ts';
import { bodyTooLarge, createLimitedServer, limitBody } from './limits.ts';
import type { Service } from './sites/site.ts';

export interface SiteServerParts extends ExchangeParts {
  readonly service: Service;
  readonly latency: Latency;
  readonly faults: FaultDealer;
  /** Where requests wait until enough others have arrived. */
  readonly gate: Gate;
}

export interface Connection {
  /** When the connection counts as open; -Infinity where its delay is already over. */
  readonly openMs: number;
  /** How many requests it has carried. */
  requests: number;
}

/**
 * Returns a server, not yet listening, that delays each request of a site
 * until first its connection and then the request itself are due. Over plain
 * HTTP a client cannot tell a connection that opens slowly from one whose first
 * answer is late; so requests are read at once and wait here, where the server
 * notices when a waiting client goes away.
 */
export function createSiteServer(parts: SiteServerParts): Server {
  const { clock, latency, service, witness } = parts;
  const connections = new WeakMap<Socket, Connection>();
  const server = createLimitedServer();

  server.on('connection', (socket) => {
    const openMs = latency.connectionDue(clock.now());
    connections.set(socket, { openMs, requests: 0 });
    witness.connectionOpened();
    socket.once('close', () => {
      witness.connectionClosed();
    });
  });
  server.on('request', (request, response) => {
    if (service.forward && !request.url?.startsWith('/')) {
      service.forward(request, response);
      return;
    }
    const connection = connections.get(request.socket);
    if (connection) receive(parts, connection, request, response);
  });
  if (service.upgrade) {
    server.on('upgrade', (request, socket, head) => {
      const connection = connections.get(request.socket);
      if (connection) upgrade(parts, connection, request, socket, head);
    });
  }
  if (service.connect) {
    server.on('connect', (request, socket, head) => {
      service.connect?.(request, socket, head);
    });
  }
  return server;
}

/** Counts a request and answers it when it is due. */
export function receive(
  parts: SiteServerParts,
  connection: Connection,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { clock, service, witness } = parts;
  const arrivedMs = clock.now();
  const isReused = connection.requests++ > 0;
  const path = request.url ?? '';
  const arrival = witness.requestArrived(path, isReused, arrivedMs);

  const exchange = openExchange(request, response, parts);
  if (!exchange) return;
  if (!service.readsBody?.(request)) {
    limitBody(request, () => {
      exchange.reply(bodyTooLarge);
    });
  }

  const openMs = Math.max(arrivedMs, connection.openMs);
  const answer = () => {
    const isPaid = isReused || connection.openMs === -Infinity;
    const connectMs = isPaid ? undefined : openMs - arrivedMs;
    const requestMs = clock.now() - openMs;
    exchange.headers['server-timing'] = serverTiming(connectMs, requestMs);
    arrival.answered(clock.now());
    exchange.guard(() => {
      if (!parts.faults.deal(exchange)) return service.handle(exchange);
    });
  };
  const leave = parts.gate.pass(path, () => {
    exchange.onEnd(hold(parts, Math.max(clock.now(), openMs), answer));
  });
  exchange.onEnd(leave);
}

/** Hands a connection over to the site when it is due, if its client still waits. */
function upgrade(
  parts: SiteServerParts,
  connection: Connection,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { clock, service, witness } = parts;
  let isWaiting = true;
  let cancel: CancelCall = () => undefined;
  const isReused = connection.requests++ > 0;
  const path = request.url ?? '';
  const arrival = witness.requestArrived(path, isReused, clock.now());
  // The server only notices that the client leaves while it reads; a client
  // sends nothing until it is answered.
  const leave = () => socket.destroy();
  socket.once('end', leave);
  socket.resume();
  socket.on('error', () => undefined);
  socket.once('close', () => {
    cancel();
    if (isWaiting) witness.requestAborted();
  });

  const openMs = Math.max(clock.now(), connection.openMs);
  cancel = hold(parts, openMs, () => {
    isWaiting = false;
    arrival.answered(clock.now());
    socket.off('end', leave);
    witness.requestAnswered(0);
    service.upgrade?.(request, socket, head);
  });
}

/** How the time was spent; `connect` only on a connection's first answer. */
function serverTiming(connectMs: number | undefined, requestMs: number) {
  const request = `request;dur=${requestMs.toFixed(1)}`;
  if (connectMs === undefined) return request;
  return `connect;dur=${connectMs.toFixed(1)}, ${request}`;
}

/**
 * Waits until the connection is open, takes the request's place in the queue
 * only then, and answers when that is due. Both instants come from the model,
 * not from when a timer happened to fire, so the server's own time is not
 * added to the delay.
 */
function hold(
  { latency, scheduler }: SiteServerParts,
  openMs: number,
  answer: () => void,
): CancelCall {
  let cancelAnswer: CancelCall = () => undefined;
  const cancelOpening = scheduler.at(openMs, () => {
    cancelAnswer = scheduler.at(latency.requestDue(openMs), answer);
  });
  return () => {
    cancelOpening();
    cancelAnswer();
  };
}
