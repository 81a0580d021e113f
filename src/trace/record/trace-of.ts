import type { ConnectionTrace, Header, RequestTrace, Trace } from '../trace.ts';
import { createAddressReader } from './address.ts';
import {
  connectingMsOf,
  createHeaderReader,
  type HeaderReader,
} from './headers.ts';
import type { ConnectionEntry, Recording, RequestEntry } from './recording.ts';

interface Readers {
  readonly address: (entry: RequestEntry) => string;
  readonly headers: HeaderReader;
}

const noHeaders: readonly Header[] = [];

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
  const read: Readers = {
    address: createAddressReader(),
    headers: createHeaderReader(),
  };
  const requests = entries.map((entry, index) =>
    requestTrace(entry, index + 1, sinceStart, connectionIds, read),
  );
  const requestIds = requestIdsByConnection(requests);
  return {
    startedAtEpochMs: startedAt,
    durationMs: endedAt - startedAt,
    requests,
    connections: [...connectionIds].map(([connection, id]) =>
      connectionTrace(connection, startedAt, sinceStart, {
        id,
        requestIds: requestIds.get(id) ?? [],
      }),
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
  read: Readers,
): RequestTrace {
  const headersMs = sinceStart(entry.headersAt);
  const endMs = sinceStart(entry.endAt);
  // Read once: a trace may be asked for again and again while it is recorded.
  entry.requestHeaders = read.headers(entry.requestHeaders);
  if (headersMs !== null) {
    entry.responseHeaders = read.headers(entry.responseHeaders);
  }
  const responseHeaders =
    headersMs === null ? noHeaders : (entry.responseHeaders as Header[]);
  return {
    id,
    method: entry.method,
    url: read.address(entry),
    blocking: entry.blocking,
    queuedMs: sinceStart(entry.queuedAt) ?? 0,
    sentMs: sinceStart(entry.sentAt),
    ...sentBody(entry, sinceStart),
    headersMs,
    endMs,
    status: headersMs === null ? null : entry.status,
    bytes: entry.bytes,
    error: endMs === null ? null : entry.error,
    connectionId:
      entry.connection && (connectionIds.get(entry.connection) ?? null),
    connectingMs: connectingMsOf(responseHeaders),
    requestHeaders: entry.requestHeaders,
    responseHeaders,
  };
}

/** Absent where no body was sent, so that most traces stay as short as they are. */
function sentBody(
  { bodySentAt, sentBytes }: RequestEntry,
  sinceStart: (at: number | null) => number | null,
): Pick<RequestTrace, 'bodySentMs' | 'sentBytes'> {
  if (bodySentAt === undefined) return {};
  return { bodySentMs: sinceStart(bodySentAt), sentBytes: sentBytes ?? 0 };
}

function requestIdsByConnection(
  requests: readonly RequestTrace[],
): ReadonlyMap<number | null, number[]> {
  const ids = new Map<number | null, number[]>();
  for (const { id, connectionId } of requests) {
    const known = ids.get(connectionId);
    if (known) known.push(id);
    else ids.set(connectionId, [id]);
  }
  return ids;
}

function connectionTrace(
  connection: ConnectionEntry,
  startedAt: number,
  sinceStart: (at: number | null) => number | null,
  { id, requestIds }: Pick<ConnectionTrace, 'id' | 'requestIds'>,
): ConnectionTrace {
  const { openingAt, openAt, closedAt, origin } = connection;
  const openedBefore = openAt !== null && openAt < startedAt;
  return {
    id,
    origin,
    openingMs: openedBefore ? null : sinceStart(openingAt),
    ...(openedBefore ? {} : stepsOfOpening(connection, sinceStart)),
    openMs: openedBefore ? null : sinceStart(openAt),
    ...portsOf(connection),
    closedMs: sinceStart(closedAt),
    requestIds,
  };
}

/** Virtual connections, as those to a mock, have none. */
function portsOf({
  localPort,
  remotePort,
}: ConnectionEntry): Pick<ConnectionTrace, 'localPort' | 'remotePort'> {
  return {
    ...(localPort === undefined ? {} : { localPort }),
    ...(remotePort === undefined ? {} : { remotePort }),
  };
}

/** Absent where a step was not measured, or is not over. */
function stepsOfOpening(
  { lookedUpAt, tcpOpenAt }: ConnectionEntry,
  sinceStart: (at: number | null) => number | null,
): Pick<ConnectionTrace, 'lookedUpMs' | 'tcpOpenMs'> {
  const lookedUpMs = sinceStart(lookedUpAt ?? null);
  const tcpOpenMs = sinceStart(tcpOpenAt ?? null);
  return {
    ...(lookedUpMs === null ? {} : { lookedUpMs }),
    ...(tcpOpenMs === null ? {} : { tcpOpenMs }),
  };
}
