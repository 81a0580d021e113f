import type { ConnectionTrace, RequestTrace, Trace } from '../trace.ts';

/**
 * The connections of a trace by their ids. One whose first request was never
 * answered has a `readyMs`, where others to the same server tell how long
 * opening one took: only an answer says so itself, and without one the whole
 * wait would look like a wait for the answer.
 */
export function connectionsById(
  trace: Trace,
): ReadonlyMap<number, ConnectionTrace> {
  const firsts = firstRequests(trace);
  const measured = trace.connections.flatMap((each): Measured[] => {
    const first = firsts.get(each.id);
    const { sentMs = null, connectingMs = 0 } = first ?? {};
    return sentMs !== null && connectingMs > 0
      ? [{ origin: each.origin, sentMs, connectingMs }]
      : [];
  });
  const byOrigin = Map.groupBy(
    measured.sort((a, b) => a.sentMs - b.sentMs),
    ({ origin }) => origin,
  );
  return new Map(
    trace.connections.map((each) => {
      const others = byOrigin.get(each.origin) ?? [];
      return [each.id, withReadiness(each, firsts.get(each.id), others)];
    }),
  );
}

/** How long a server took to open a connection, as its first answer said. */
interface Measured {
  readonly origin: string;
  readonly sentMs: number;
  readonly connectingMs: number;
}

function firstRequests(trace: Trace): ReadonlyMap<number, RequestTrace> {
  const requests = new Map(trace.requests.map((each) => [each.id, each]));
  return new Map(
    trace.connections.flatMap(({ id, requestIds: [first] }) => {
      const request = requests.get(first ?? Number.NaN);
      return request ? [[id, request] as const] : [];
    }),
  );
}

/** As long as the one that was opened at the nearest time took. */
function withReadiness(
  connection: ConnectionTrace,
  first: RequestTrace | undefined,
  inOrder: readonly Measured[],
): ConnectionTrace {
  const { openingMs, readyMs } = connection;
  const sentMs = first?.sentMs ?? null;
  const isUnanswered = sentMs !== null && first?.headersMs === null;
  // One that was open before the recording had no opening left.
  if (!isUnanswered || openingMs === null || readyMs !== undefined) {
    return connection;
  }
  const nearest = nearestTo(sentMs, inOrder);
  if (!nearest) return connection;
  return { ...connection, readyMs: sentMs + nearest.connectingMs };
}

/** By bisection: of thousands that were never answered, each looks for one. */
function nearestTo(
  sentMs: number,
  inOrder: readonly Measured[],
): Measured | undefined {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.sentMs ?? 0) < sentMs) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [inOrder[low - 1], inOrder[low]];
  if (!before || !after) return before ?? after;
  return sentMs - before.sentMs < after.sentMs - sentMs ? before : after;
}
