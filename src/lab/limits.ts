import { createServer, type IncomingMessage, type Server } from 'node:http';
import { textAnswer } from './answer.ts';

/** A body larger than this is refused. */
export const bodyLimitBytes = 64 * 1024;

/** Up to here, the rest of a refused body is read and dropped; then it is cut off. */
const drainLimitBytes = 8 * 1024 * 1024;

const headersLimitBytes = 16 * 1024;

/** How many connections the system queues until the server accepts them. */
export const backlog = 4096;

/** Long enough for a pause between two cells of a notebook. */
export const keepAliveMs = 10 * 60 * 1000;

/** How long a server waits for what a client has begun to send. */
export interface Patience {
  /** For a handshake, or for a request's headers. */
  readonly headersMs: number;
  /** How often it looks for those that take longer. */
  readonly checkMs: number;
}

/** A client that sends only half of its headers gets a 408 after 60 to 90 s. */
export const patience: Patience = { headersMs: 60_000, checkMs: 30_000 };

/**
 * Returns a server that keeps idle connections for ten minutes (and tells
 * clients so). It answers requests that are malformed, too long or too slow
 * by itself, with 400, 431 or 408, and closes only their connection.
 */
export function createLimitedServer(): Server {
  const server = createServer(httpLimits(patience));
  // When a connection cannot be accepted (too many files open), only its
  // client fails: open connections are not affected.
  server.on('error', () => undefined);
  return server;
}

/** The options that bound what a server of Node's reads of a request's head. */
export function httpLimits({ headersMs, checkMs }: Patience) {
  return {
    keepAliveTimeout: keepAliveMs,
    headersTimeout: headersMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: headersLimitBytes,
  };
}

/** Reads and drops the rest of a body; an endless one is cut off. */
export function drainBody(request: IncomingMessage): void {
  let drainedBytes = 0;
  request.on('data', (chunk: Buffer) => {
    drainedBytes += chunk.length;
    if (drainedBytes > drainLimitBytes) request.destroy();
  });
  request.resume();
}

export const bodyTooLarge = textAnswer('Content Too Large', 413);

/** Reads and drops a request's body; calls `refuse` once if it is too large. */
export function limitBody(request: IncomingMessage, refuse: () => void): void {
  const { headers } = request;
  const announcedBytes = Number(headers['content-length'] ?? 0);
  if (announcedBytes === 0 && !headers['transfer-encoding']) return;

  let receivedBytes = 0;
  let isRefused = announcedBytes > bodyLimitBytes;
  if (isRefused) refuse();
  request.on('data', (chunk: Buffer) => {
    receivedBytes += chunk.length;
    if (receivedBytes > drainLimitBytes) request.destroy();
    if (isRefused || receivedBytes <= bodyLimitBytes) return;
    isRefused = true;
    refuse();
  });
}
