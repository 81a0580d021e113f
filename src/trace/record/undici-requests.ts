import type { Socket } from 'node:net';
import { subscribe } from 'node:diagnostics_channel';
import { keepHeaders, keepSentHeaders } from './headers.ts';
import { epochMs, traceErrorOf, type RequestEntry } from './recording.ts';
import {
  lengthHeader,
  lengthHeaderOfStream,
  withoutBody,
  type SentBody,
} from './sent-body.ts';
import { connectionOf } from './undici-connections.ts';
import { takeTicket } from './undici-dispatch.ts';

/** Where a request carries its entries; a WeakMap would cost far more. */
const entriesKey = Symbol('async-lab entries');

/** Set while it is not known yet which header tells the length of the body. */
const openBodyKey = Symbol('async-lab open body');

/** The connection on which a body is being sent. */
const socketKey = Symbol('async-lab socket');

/** What undici's events call a request: an identity, and what goes out. */
interface SentRequest extends SentBody {
  [entriesKey]?: readonly RequestEntry[];
  [openBodyKey]?: boolean;
  [socketKey]?: Socket;
  readonly origin: string | URL;
  readonly path: string;
}

interface Messages {
  'undici:request:create': { request: SentRequest };
  'undici:client:sendHeaders': {
    request: SentRequest;
    headers: string;
    socket: Socket & { alpnProtocol?: unknown };
  };
  'undici:request:bodyChunkSent': {
    request: SentRequest;
    chunk: Uint8Array | string;
  };
  'undici:request:bodySent': { request: SentRequest };
  'undici:request:headers': {
    request: SentRequest;
    response: { statusCode: number; headers: unknown };
  };
  'undici:request:bodyChunkReceived': {
    request: SentRequest;
    chunk: Uint8Array;
  };
  'undici:request:trailers': { request: SentRequest };
  'undici:request:error': { request: SentRequest; error: Error };
}

const none: readonly RequestEntry[] = [];

/** Fills the entries of recordings from what undici tells of its requests. */
export function subscribeToRequests(): void {
  on('undici:request:create', ({ request }) => {
    const ticket = takeTicket();
    if (!ticket) return;
    request[entriesKey] = ticket.entries;
    for (const entry of ticket.entries) {
      if (!ticket.hasOrigin) entry.origin = request.origin;
      entry.path = request.path;
    }
  });
  on('undici:client:sendHeaders', ({ request, headers, socket }) => {
    const entries = request[entriesKey];
    if (!entries) return;
    const sentAt = epochMs();
    if (request.body !== null) request[socketKey] = socket;
    // With HTTP/2, what the event reports is all that is sent.
    const length = socket.alpnProtocol === 'h2' ? '' : lengthHeader(request);
    if (length === undefined) request[openBodyKey] = true;
    const sent = keepSentHeaders(length ? headers + length : headers);
    for (const entry of entries) {
      entry.sentAt = sentAt;
      entry.requestHeaders = sent;
      entry.connection = connectionOf(socket, request.origin);
    }
  });
  on('undici:request:bodyChunkSent', ({ request, chunk }) => {
    if (request[openBodyKey]) addLength(request, lengthHeaderOfStream(request));
    for (const entry of request[entriesKey] ?? none) {
      entry.bodySentAt = null;
      entry.sentBytes = (entry.sentBytes ?? 0) + Buffer.byteLength(chunk);
    }
  });
  on('undici:request:bodySent', ({ request }) => {
    const entries = request[entriesKey];
    if (entries) noteBodySent(entries, request[socketKey]);
  });
  on('undici:request:headers', ({ request, response }) => {
    const entries = request[entriesKey];
    if (!entries) return;
    const headersAt = epochMs();
    if (request[openBodyKey]) addLength(request, withoutBody(request));
    const headers = keepHeaders(response.headers);
    for (const entry of entries) {
      entry.headersAt = headersAt;
      entry.status = response.statusCode;
      entry.responseHeaders = headers;
    }
  });
  on('undici:request:bodyChunkReceived', ({ request, chunk }) => {
    for (const entry of request[entriesKey] ?? none) {
      entry.bytes += chunk.length;
    }
  });
  on('undici:request:trailers', ({ request }) => {
    for (const entry of request[entriesKey] ?? none) entry.endAt ??= epochMs();
  });
  on('undici:request:error', ({ request, error }) => {
    for (const entry of request[entriesKey] ?? none) {
      if (entry.endAt !== null) continue;
      entry.endAt = epochMs();
      entry.error = traceErrorOf(error);
    }
  });
}

/**
 * undici hands a body that is in memory to its socket whole, and counts it as
 * sent. It is sent once the socket has no need to drain any more.
 */
function noteBodySent(
  entries: readonly RequestEntry[],
  socket: Socket | undefined,
): void {
  const note = () => {
    for (const entry of entries) {
      if (entry.bodySentAt === null) entry.bodySentAt = epochMs();
    }
  };
  if (socket?.writableNeedDrain) socket.once('drain', note);
  else note();
}

function addLength(request: SentRequest, header: string): void {
  request[openBodyKey] = false;
  for (const entry of request[entriesKey] ?? none) {
    entry.requestHeaders = `${entry.requestHeaders as string}${header}`;
  }
}

function on<Name extends keyof Messages>(
  channel: Name,
  listen: (message: Messages[Name]) => void,
): void {
  subscribe(channel, (message) => {
    listen(message as Messages[Name]);
  });
}
