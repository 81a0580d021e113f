import type { Trace } from '../trace.ts';
import type { LoggedConnection, SiteLog } from './server-log.ts';

/** What a log has of one of a trace's connections. */
export interface Match {
  readonly site: SiteLog;
  /** Undefined where the log has nothing of it. */
  readonly logged: LoggedConnection | undefined;
}

/** The connections of a trace that servers with a log have seen, by their ids. */
export function matchConnections(
  trace: Trace,
  sites: readonly SiteLog[],
): ReadonlyMap<number, Match> {
  const firstSentMs = firstSentByConnection(trace);
  const siteOfPort = new Map(sites.map((site) => [site.port, site]));
  const byPorts = Map.groupBy(
    sites.flatMap(({ port, connections }) =>
      connections.map((logged) => ({ port, logged })),
    ),
    ({ port, logged }) => `${port} ${logged.clientPort}`,
  );
  return new Map(
    trace.connections.flatMap(({ id, localPort = 0, remotePort = 0 }) => {
      const site = siteOfPort.get(remotePort);
      if (!site) return [];
      const { shiftMs } = timesOf(trace, site);
      const fromMs = (firstSentMs.get(id) ?? 0) - shiftMs;
      // A port may be used again, by a later connection.
      const found = byPorts
        .get(`${remotePort} ${localPort}`)
        ?.find(({ logged }) => lastArrivalMs(logged) >= fromMs);
      return [[id, { site, logged: found?.logged }] as const];
    }),
  );
}

function lastArrivalMs({ requests }: LoggedConnection): number {
  return requests.at(-1)?.arrivedMs ?? -Infinity;
}

function firstSentByConnection(trace: Trace): ReadonlyMap<number, number> {
  const firsts = new Map<number, number>();
  for (const { connectionId, sentMs } of trace.requests) {
    if (connectionId === null || sentMs === null) continue;
    const known = firsts.get(connectionId) ?? Infinity;
    firsts.set(connectionId, Math.min(known, sentMs));
  }
  return firsts;
}

/** Turns a server's times into those of a recording. */
export interface Times {
  /** What is added to a server's time. */
  readonly shiftMs: number;
  /** Null for what happened after the recording. */
  readonly within: (ms: number | null) => number | null;
}

export function timesOf(trace: Trace, { originEpochMs }: SiteLog): Times {
  const shiftMs = originEpochMs - trace.startedAtEpochMs;
  return {
    shiftMs,
    within: (ms) =>
      ms === null || ms + shiftMs > trace.durationMs ? null : ms + shiftMs,
  };
}
