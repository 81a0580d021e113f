import type {
  ConnectionTrace,
  RequestTrace,
  ServerSide,
  Trace,
} from '../trace.ts';
import {
  matchConnections,
  timesOf,
  type Match,
  type Times,
} from './match-server-log.ts';
import type { LoggedRequest, ServerLog } from './server-log.ts';

/**
 * Gives a trace with what its servers saw. A connection is known by the ports
 * at its two ends. On it, requests arrive in the order in which they were sent:
 * so each takes the first one logged that arrived after it was sent and before it
 * was answered, with its method and path.
 */
export function mergeServerLog(
  trace: Trace,
  { sites, clockErrorMs }: ServerLog,
): Trace {
  const matches = matchConnections(trace, sites);
  const pairs = pairRequests(trace, matches, clockErrorMs);
  const forgotten = countForgotten(trace, matches, pairs);
  return {
    ...trace,
    requests: trace.requests.map((request) => {
      const server = pairs.get(request.id);
      return server ? { ...request, server } : request;
    }),
    connections: trace.connections.map((connection) => ({
      ...connection,
      ...openingOf(trace, connection, matches.get(connection.id)),
    })),
    ...(forgotten === 0
      ? {}
      : { forgottenByServers: (trace.forgottenByServers ?? 0) + forgotten }),
  };
}

/** What the server saw of each request, by its id. */
function pairRequests(
  trace: Trace,
  matches: ReadonlyMap<number, Match>,
  clockErrorMs: number,
): ReadonlyMap<number, ServerSide> {
  const byConnection = Map.groupBy(
    trace.requests
      .filter(({ sentMs }) => sentMs !== null)
      .sort((a, b) => (a.sentMs ?? 0) - (b.sentMs ?? 0)),
    ({ connectionId }) => connectionId,
  );
  return new Map(
    [...matches].flatMap(([id, { site, logged }]) => {
      const times = timesOf(trace, site);
      const arrivals = [...(logged?.requests ?? [])];
      return (byConnection.get(id) ?? []).flatMap((request) => {
        const fromMs = (request.sentMs ?? 0) - clockErrorMs - times.shiftMs;
        // What was answered had arrived by then.
        const answeredMs = request.headersMs ?? Infinity;
        const untilMs = answeredMs + clockErrorMs - times.shiftMs;
        const index = arrivals.findIndex(
          (each) =>
            each.arrivedMs >= fromMs &&
            each.arrivedMs <= untilMs &&
            isOf(each, request),
        );
        const [arrival] = index < 0 ? [] : arrivals.splice(index, 1);
        const side = arrival && sideOf(arrival, times);
        return side ? [[request.id, side] as const] : [];
      });
    }),
  );
}

/** A long path is logged in part. */
function isOf({ method, path }: LoggedRequest, request: RequestTrace): boolean {
  const asked = request.url.replace(/^\w+:\/\/[^/]*/, '');
  return method === request.method && asked.startsWith(path);
}

/** Undefined for one that arrived after the recording. */
function sideOf(
  logged: LoggedRequest,
  { within }: Times,
): ServerSide | undefined {
  const arrivedMs = within(logged.arrivedMs);
  if (arrivedMs === null) return undefined;
  const pauses = logged.pauses.flatMap(({ fromMs, toMs }) => {
    const pausedMs = within(fromMs);
    return pausedMs === null ? [] : [{ fromMs: pausedMs, toMs: within(toMs) }];
  });
  return {
    arrivedMs,
    turnMs: within(logged.turnMs),
    answeredMs: within(logged.answeredMs),
    endedMs: within(logged.endedMs),
    abandonedMs: within(logged.abandonedMs),
    ...(pauses.length === 0 ? {} : { pauses }),
  };
}

/**
 * How the server opened a connection that was opened in the recording. An answer
 * says when it was open too, but not every connection had one.
 */
function openingOf(
  trace: Trace,
  { openingMs, readyMs }: ConnectionTrace,
  match: Match | undefined,
): Pick<ConnectionTrace, 'server' | 'readyMs'> {
  const opening = match?.logged?.opening;
  if (!opening || openingMs === null) return {};
  const { shiftMs, within } = timesOf(trace, match.site);
  const { acceptedMs, turnMs, openMs } = opening;
  return {
    readyMs: readyMs ?? within(openMs),
    server: {
      acceptedMs: acceptedMs + shiftMs,
      turnMs: turnMs + shiftMs,
      openMs: openMs + shiftMs,
    },
  };
}

/** Requests that their server has no memory of any more. */
function countForgotten(
  trace: Trace,
  matches: ReadonlyMap<number, Match>,
  pairs: ReadonlyMap<number, ServerSide>,
): number {
  return trace.requests.filter(({ id, sentMs, connectionId }) => {
    const match = matches.get(connectionId ?? Number.NaN);
    if (!match || sentMs === null || pairs.has(id)) return false;
    const { forgottenUntilMs } = match.site;
    const untilMs = forgottenUntilMs ?? -Infinity;
    return sentMs - timesOf(trace, match.site).shiftMs <= untilMs;
  }).length;
}
