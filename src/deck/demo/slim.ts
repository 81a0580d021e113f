import type { ConnectionTrace, Heartbeat, Trace } from '../../trace/trace.ts';

const mostBeats = 400;

/**
 * A trace with only what a picture needs: times rounded to `stepMs`, no
 * headers, and at most `mostBeats` beats, with which a picture looks the same.
 */
export function slimTrace(trace: Trace, stepMs = 0.1): Trace {
  const round = (ms: number) =>
    Number((Math.round(ms / stepMs) * stepMs).toFixed(1));
  const rounded = (ms: number | null) => (ms === null ? null : round(ms));
  return {
    startedAtEpochMs: Math.round(trace.startedAtEpochMs),
    durationMs: round(trace.durationMs),
    requests: trace.requests.map((request) => ({
      ...request,
      queuedMs: round(request.queuedMs),
      sentMs: rounded(request.sentMs),
      ...(request.bodySentMs === undefined
        ? {}
        : { bodySentMs: rounded(request.bodySentMs) }),
      headersMs: rounded(request.headersMs),
      endMs: rounded(request.endMs),
      connectingMs: round(request.connectingMs),
      requestHeaders: [],
      responseHeaders: [],
    })),
    connections: trace.connections.map((connection) => ({
      ...connection,
      openingMs: rounded(connection.openingMs),
      ...roundedSteps(connection, round),
      openMs: rounded(connection.openMs),
      closedMs: rounded(connection.closedMs),
    })),
    heartbeat: thinBeats(trace, round),
  };
}

function roundedSteps(
  { lookedUpMs, tcpOpenMs }: ConnectionTrace,
  round: (ms: number) => number,
): Pick<ConnectionTrace, 'lookedUpMs' | 'tcpOpenMs'> {
  return {
    ...(lookedUpMs === undefined ? {} : { lookedUpMs: round(lookedUpMs) }),
    ...(tcpOpenMs === undefined ? {} : { tcpOpenMs: round(tcpOpenMs) }),
  };
}

/**
 * Beats that are further apart, with a longer interval. The last beat before
 * the loop was held up stays, or the gap would seem longer.
 */
function thinBeats(
  { heartbeat, durationMs }: Trace,
  round: (ms: number) => number,
): Heartbeat {
  const intervalMs = Math.max(
    heartbeat.intervalMs,
    Math.ceil(durationMs / mostBeats),
  );
  let lastMs = 0;
  const beatsMs = heartbeat.beatsMs.filter((ms, index, all) => {
    const nextMs = all[index + 1] ?? durationMs;
    const isDue = ms - lastMs >= intervalMs;
    const isLastForLong = nextMs - ms > Math.max(25, 3 * intervalMs);
    if (isDue || isLastForLong) lastMs = ms;
    return isDue || isLastForLong;
  });
  return { intervalMs, beatsMs: beatsMs.map(round) };
}
