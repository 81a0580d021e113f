import type {
  ConnectionTrace,
  RequestTrace,
  ServerSide,
  Trace,
} from '../trace.ts';

/**
 * A trace as it was at a moment, in milliseconds since the recording began:
 * what came later is left out, and what was under way is shown as running.
 */
export function traceUntil(trace: Trace, untilMs: number): Trace {
  if (untilMs >= trace.durationMs) return trace;
  const known = (ms: number | null) =>
    ms !== null && ms <= untilMs ? ms : null;
  const requests = trace.requests
    .filter(({ queuedMs }) => queuedMs <= untilMs)
    .map((request) => requestUntil(request, known));
  const sentIds = new Set(
    requests.filter(({ sentMs }) => sentMs !== null).map(({ id }) => id),
  );
  const beatsMs = trace.heartbeat.beatsMs.filter((ms) => ms <= untilMs);
  return {
    ...trace,
    durationMs: untilMs,
    requests,
    connections: trace.connections
      .map((connection) => connectionUntil(connection, sentIds, known))
      .filter(({ requestIds }) => requestIds.length > 0),
    heartbeat: { ...trace.heartbeat, beatsMs },
  };
}

type Known = (ms: number | null) => number | null;

function requestUntil(request: RequestTrace, known: Known): RequestTrace {
  const sentMs = known(request.sentMs);
  const { bodySentMs } = request;
  const headersMs = known(request.headersMs);
  const endMs = known(request.endMs);
  const { server, ...rest } = request;
  return {
    ...rest,
    ...(server && known(server.arrivedMs) !== null
      ? { server: serverUntil(server, known) }
      : {}),
    sentMs,
    ...(bodySentMs === undefined ? {} : { bodySentMs: known(bodySentMs) }),
    headersMs,
    endMs,
    status: headersMs === null ? null : request.status,
    bytes: endMs === null ? 0 : request.bytes,
    error: endMs === null ? null : request.error,
    connectionId: sentMs === null ? null : request.connectionId,
    connectingMs: sentMs === null ? 0 : request.connectingMs,
  };
}

function serverUntil(server: ServerSide, known: Known): ServerSide {
  return {
    ...server,
    turnMs: known(server.turnMs),
    answeredMs: known(server.answeredMs),
    endedMs: known(server.endedMs),
    abandonedMs: known(server.abandonedMs),
    ...(server.pauses && {
      pauses: server.pauses
        .filter(({ fromMs }) => known(fromMs) !== null)
        .map(({ fromMs, toMs }) => ({ fromMs, toMs: known(toMs) })),
    }),
  };
}

function connectionUntil(
  connection: ConnectionTrace,
  sentIds: ReadonlySet<number>,
  known: Known,
): ConnectionTrace {
  return {
    ...connection,
    openingMs: known(connection.openingMs),
    openMs: known(connection.openMs),
    closedMs: known(connection.closedMs),
    requestIds: connection.requestIds.filter((id) => sentIds.has(id)),
  };
}
