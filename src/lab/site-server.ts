import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { optionsAnswer, readMethods } from './answer.ts';
import type { CancelCall, Clock } from './clock.ts';
import { openExchange, type ExchangeParts } from './open-exchange.ts';
import type { FaultDealer } from './faults/dealer.ts';
import type { Gate } from './gate.ts';
import { createLateness, type Lateness } from './lateness.ts';
import type { Latency } from './latency.ts';
import { bodyTooLarge, createLimitedServer, limitBody } from './limits.ts';
import {
  abandon,
  type LoggedConnection,
  type LoggedRequest,
  type RequestLog,
} from './request-log.ts';
import type { Service } from './sites/site.ts';

export interface SiteServerParts extends ExchangeParts {
  readonly service: Service;
  readonly latency: Latency;
  readonly faults: FaultDealer;
  /** What a recording asks for, to show the server's side of its requests. */
  readonly log: RequestLog;
  /** Where requests wait until enough others have arrived. */
  readonly gate: Gate;
}

export interface Connection {
  /** When the connection counts as open; -Infinity where its delay is already over. */
  readonly openMs: number;
  /** How many requests it has carried. */
  requests: number;
  readonly lateness: Lateness;
  readonly logged: LoggedConnection;
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
    const logged = acceptConnection(socket, clock, latency);
    connections.set(socket, createConnection(logged, logged.openMs));
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

/** Takes a connection's turn at the site's resource. */
export function acceptConnection(
  { remotePort = 0 }: Socket,
  clock: Clock,
  latency: Latency,
): LoggedConnection {
  const acceptedMs = clock.now();
  const { turnMs, dueMs } = latency.connectionTurn(acceptedMs);
  return { clientPort: remotePort, acceptedMs, turnMs, openMs: dueMs };
}

export function createConnection(
  logged: LoggedConnection,
  openMs: number,
): Connection {
  return { openMs, requests: 0, lateness: createLateness(), logged };
}

/** Counts a request and answers it when it is due. */
export function receive(
  parts: SiteServerParts,
  connection: Connection,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { clock, log, service, witness } = parts;
  const { lateness } = connection;
  const nowMs = clock.now();
  const earlierMs = lateness.takeMs(nowMs);
  const arrivedMs = nowMs - earlierMs;
  const isReused = connection.requests++ > 0;
  const { method = '', url: path = '' } = request;
  const arrival = witness.requestArrived(path, isReused, arrivedMs);
  const logged = log.arrived(connection.logged, method, path, nowMs);

  const exchange = openExchange(request, response, parts, logged);
  if (!exchange) return;
  if (!service.readsBody?.(request)) {
    limitBody(request, () => {
      exchange.reply(bodyTooLarge);
    });
  }

  const openMs = Math.max(arrivedMs, connection.openMs);
  const answer = (dueMs: number) => {
    lateness.answered(dueMs, clock.now());
    const isPaid = isReused || connection.openMs === -Infinity;
    const connectMs = isPaid ? undefined : openMs - arrivedMs;
    const requestMs = clock.now() - openMs;
    exchange.headers['server-timing'] = serverTiming(connectMs, requestMs);
    arrival.answered(clock.now());
    exchange.guard(() => {
      if (method === 'OPTIONS') {
        const allowed = service.methods?.(exchange.target.path) ?? readMethods;
        exchange.reply(optionsAnswer(request, allowed));
      } else if (!parts.faults.deal(exchange)) return service.handle(exchange);
    });
  };
  const leave = parts.gate.pass(path, () => {
    const heldMs = Math.max(clock.now() - earlierMs, openMs);
    exchange.onEnd(hold(parts, logged, heldMs, answer));
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
  const { clock, log, service, witness } = parts;
  let isWaiting = true;
  let cancel: CancelCall = () => undefined;
  const isReused = connection.requests++ > 0;
  const { method = '', url: path = '' } = request;
  const nowMs = clock.now();
  const arrival = witness.requestArrived(path, isReused, nowMs);
  const logged = log.arrived(connection.logged, method, path, nowMs);
  // The server only notices that the client leaves while it reads; a client
  // sends nothing until it is answered.
  const leave = () => socket.destroy();
  socket.once('end', leave);
  socket.resume();
  socket.on('error', () => undefined);
  socket.once('close', () => {
    cancel();
    if (!isWaiting) return;
    witness.requestAborted();
    abandon(logged, clock.now());
  });

  const openMs = Math.max(nowMs, connection.openMs);
  cancel = hold(parts, logged, openMs, () => {
    isWaiting = false;
    logged.answeredMs = logged.endedMs = clock.now();
    arrival.answered(logged.answeredMs);
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
  logged: LoggedRequest,
  openMs: number,
  answer: (dueMs: number) => void,
): CancelCall {
  let cancelAnswer: CancelCall = () => undefined;
  const cancelOpening = scheduler.at(openMs, () => {
    const { turnMs, dueMs } = latency.requestTurn(openMs);
    // A lateness that is made good may put the turn before the arrival.
    logged.turnMs = Math.max(logged.arrivedMs, turnMs);
    cancelAnswer = scheduler.at(dueMs, () => {
      answer(dueMs);
    });
  });
  return () => {
    cancelOpening();
    cancelAnswer();
  };
}
