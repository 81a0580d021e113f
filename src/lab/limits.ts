import { createServer, type IncomingMessage, type Server } from 'node:http';
import { textAnswer } from './sites/site.ts';

/** A body larger than this is refused. */
export const bodyLimitBytes = 64 * 1024;

/** A refused body is read on and thrown away as far as this, then cut off. */
const drainLimitBytes = 8 * 1024 * 1024;

export const headersLimitBytes = 16 * 1024;

/** Connections that the machine keeps for us until we take them. */
export const backlog = 4096;

/** Long enough for a pause between two cells of a notebook. */
export const keepAliveMs = 10 * 60 * 1000;

/**
 * Returns a server that keeps idle connections for ten minutes (and says so)
 * and answers what is malformed, too long or too slow by itself, with 400,
 * 431 or 408, closing that connection only.
 */
export function createLimitedServer(): Server {
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    maxHeaderSize: headersLimitBytes,
  });
  // A connection that could not be accepted (too many files open) is its
  // client's loss: those that are open go on.
  server.on('error', () => undefined);
  return server;
}

/** Reads the rest of a body away; one without end is cut off. */
export function drainBody(request: IncomingMessage): void {
  let drainedBytes = 0;
  request.on('data', (chunk: Buffer) => {
    drainedBytes += chunk.length;
    if (drainedBytes > drainLimitBytes) request.destroy();
  });
  request.resume();
}

export const bodyTooLarge = textAnswer('Content Too Large', 413);

/** Reads a request's body away; calls `refuse` once if it is too large. */
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
