import type { ConnectionTrace, Header, RequestTrace, Trace } from '../trace.ts';
import {
  connectingMsOf,
  parseHeaderBlock,
  parseRawHeaders,
  type RawHeaders,
} from './headers.ts';
import type { ConnectionEntry, Recording, RequestEntry } from './recording.ts';

/**
 * The trace of a recording as it stands at `endedAt` (milliseconds since 1970).
 * What happened after that instant is left out.
 */
export function traceOf(recording: Recording, endedAt: number): Trace {
  const { startedAt } = recording;
  const sinceStart = (at: number | null) =>
    at === null || at > endedAt ? null : at - startedAt;
  const entries = recording.requests
    .filter((entry) => entry.queuedAt <= endedAt)
    .sort((a, b) => a.queuedAt - b.queuedAt);
  const connectionIds = numberConnections(entries, endedAt);
  const requests = entries.map((entry, index) =>
    requestTrace(entry, index + 1, sinceStart, connectionIds),
  );
  return {
    startedAtEpochMs: startedAt,
    durationMs: endedAt - startedAt,
    requests,
    connections: [...connectionIds].map(([connection, id]) =>
      connectionTrace(connection, id, startedAt, sinceStart, requests),
    ),
    heartbeat: {
      intervalMs: recording.intervalMs,
      beatsMs: recording.beatsAt
        .filter((at) => at <= endedAt)
        .map((at) => at - startedAt),
    },
  };
}

function numberConnections(
  entries: readonly RequestEntry[],
  endedAt: number,
): Map<ConnectionEntry, number> {
  const inOrderOfUse = entries
    .filter(({ sentAt }) => sentAt !== null && sentAt <= endedAt)
    .sort((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0));
  const ids = new Map<ConnectionEntry, number>();
  for (const { connection } of inOrderOfUse) {
    if (connection && !ids.has(connection)) ids.set(connection, ids.size + 1);
  }
  return ids;
}

function requestTrace(
  entry: RequestEntry,
  id: number,
  sinceStart: (at: number | null) => number | null,
  connectionIds: ReadonlyMap<ConnectionEntry, number>,
): RequestTrace {
  const headersMs = sinceStart(entry.headersAt);
  const endMs = sinceStart(entry.endAt);
  const responseHeaders = headersMs === null ? [] : readResponseHeaders(entry);
  return {
    id,
    method: entry.method,
    url: entry.url,
    blocking: entry.blocking,
    queuedMs: sinceStart(entry.queuedAt) ?? 0,
    sentMs: sinceStart(entry.sentAt),
    headersMs,
    endMs,
    status: headersMs === null ? null : entry.status,
    bytes: entry.bytes,
    error: endMs === null ? null : entry.error,
    connectionId:
      entry.connection && (connectionIds.get(entry.connection) ?? null),
    connectingMs: connectingMsOf(responseHeaders),
    requestHeaders: readRequestHeaders(entry),
    responseHeaders,
  };
}

function connectionTrace(
  connection: ConnectionEntry,
  id: number,
  startedAt: number,
  sinceStart: (at: number | null) => number | null,
  requests: readonly RequestTrace[],
): ConnectionTrace {
  const { openingAt, openAt, closedAt, origin } = connection;
  const openedBefore = openAt !== null && openAt < startedAt;
  return {
    id,
    origin,
    openingMs: openedBefore ? null : sinceStart(openingAt),
    openMs: openedBefore ? null : sinceStart(openAt),
    closedMs: sinceStart(closedAt),
    requestIds: requests
      .filter((request) => request.connectionId === id)
      .map((request) => request.id),
  };
}

/** Parsed once, on the first trace that needs them. */
function readRequestHeaders(entry: RequestEntry): readonly Header[] {
  if (typeof entry.requestHeaders === 'string') {
    entry.requestHeaders = parseHeaderBlock(entry.requestHeaders);
  }
  return entry.requestHeaders;
}

function readResponseHeaders(entry: RequestEntry): readonly Header[] {
  const headers = entry.responseHeaders;
  if (isParsed(headers)) return headers;
  entry.responseHeaders = parseRawHeaders(headers);
  return entry.responseHeaders;
}

function isParsed(
  headers: RawHeaders | readonly Header[],
): headers is readonly Header[] {
  return Array.isArray(headers);
}
