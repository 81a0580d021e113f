import type {
  ConnectionTrace,
  RequestTrace,
  Trace,
  TraceError,
} from '../trace.ts';

/** The times of one request and what became of it. */
export interface Timing {
  readonly queuedMs: number;
  readonly sentMs: number | null;
  readonly headersMs: number | null;
  readonly endMs: number | null;
  readonly connectionId: number | null;
  readonly connectingMs?: number;
  readonly path?: string;
  readonly method?: string;
  readonly status?: number | null;
  readonly bytes?: number;
  readonly error?: TraceError | null;
  readonly blocking?: boolean;
}

const origin = 'http://127.0.0.1:41234';

/** A trace of the given requests; connections and heartbeat follow from them. */
export function traceOf(
  timings: readonly Timing[],
  {
    durationMs,
    heldUp = [],
  }: {
    durationMs: number;
    heldUp?: readonly (readonly [fromMs: number, toMs: number])[];
  },
): Trace {
  const requests = timings.map(requestOf);
  return {
    startedAtEpochMs: Date.UTC(2026, 2, 14, 9, 26, 53),
    durationMs,
    requests,
    connections: connectionsOf(requests),
    heartbeat: { intervalMs: 5, beatsMs: beats(durationMs, heldUp) },
  };
}

function requestOf(timing: Timing, index: number): RequestTrace {
  const status = timing.status === undefined ? 200 : timing.status;
  return {
    id: index + 1,
    method: timing.method ?? 'GET',
    url: origin + (timing.path ?? `/api/v2/pokemon/${(index % 151) + 1}`),
    blocking: timing.blocking ?? false,
    queuedMs: timing.queuedMs,
    sentMs: timing.sentMs,
    headersMs: timing.headersMs,
    endMs: timing.endMs,
    status,
    bytes: timing.bytes ?? (status === null ? 0 : 900 + ((index * 137) % 700)),
    error: timing.error ?? null,
    connectionId: timing.connectionId,
    connectingMs: timing.connectingMs ?? 0,
    requestHeaders: [['accept', '*/*']],
    responseHeaders:
      status === null
        ? []
        : [
            ['content-type', 'application/json; charset=utf-8'],
            ['server-timing', `connect;dur=${timing.connectingMs ?? 0}`],
          ],
  };
}

function connectionsOf(requests: readonly RequestTrace[]): ConnectionTrace[] {
  const ids = [...new Set(requests.map(({ connectionId }) => connectionId))];
  return ids
    .filter((id) => id !== null)
    .map((id) => {
      const carried = requests.filter((each) => each.connectionId === id);
      const openMs = carried[0]?.sentMs ?? null;
      return {
        id,
        origin,
        openingMs: openMs === null ? null : Math.max(0, openMs - 0.4),
        openMs,
        closedMs: null,
        requestIds: carried.map((each) => each.id),
      };
    });
}

function beats(
  durationMs: number,
  heldUp: readonly (readonly [number, number])[],
): number[] {
  const intervalMs = 5;
  const length = Math.max(0, Math.floor(durationMs / intervalMs));
  return Array.from({ length }, (_, index) => (index + 1) * intervalMs).filter(
    (ms) => !heldUp.some(([fromMs, toMs]) => ms > fromMs && ms < toMs),
  );
}
