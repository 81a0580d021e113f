import type { RequestTrace, Trace } from '../trace.ts';
import { gapMs, heldUpGaps, type Gap } from './heartbeat.ts';

/** What a request had to wait for, as far as a trace tells. */
export interface Waits {
  /** The request that held its connection while it waited in line. */
  readonly heldBy: RequestTrace | undefined;
  /** How long it waited in line, in milliseconds. */
  readonly inLineMs: number;
  /** The longest time for which the event loop was held up meanwhile. */
  readonly stall: Gap | undefined;
}

/** Returns what held up one of a trace's requests. */
export function waitsOf(trace: Trace, request: RequestTrace): Waits {
  const sentMs = request.sentMs ?? request.endMs ?? trace.durationMs;
  const inLineMs = Math.max(0, sentMs - request.queuedMs);
  return {
    heldBy: holderOf(trace, request, sentMs),
    inLineMs,
    stall: longestStall(trace, request),
  };
}

/** The last one that its connection carried before it, while it waited. */
function holderOf(
  { requests, connections }: Trace,
  request: RequestTrace,
  sentMs: number,
): RequestTrace | undefined {
  const connection = connections.find(({ id }) => id === request.connectionId);
  if (!connection) return undefined;
  const carried = new Set(connection.requestIds);
  return requests
    .filter(
      ({ id, endMs }) =>
        id !== request.id &&
        carried.has(id) &&
        endMs !== null &&
        endMs > request.queuedMs &&
        endMs <= sentMs,
    )
    .reduce<RequestTrace | undefined>(
      (last, each) =>
        last && (last.endMs ?? 0) >= (each.endMs ?? 0) ? last : each,
      undefined,
    );
}

function longestStall(trace: Trace, request: RequestTrace): Gap | undefined {
  const endMs = request.endMs ?? trace.durationMs;
  return heldUpGaps(trace)
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, request.queuedMs),
      toMs: Math.min(toMs, endMs),
    }))
    .filter((gap) => gapMs(gap) > 0)
    .reduce<Gap | undefined>(
      (longest, gap) =>
        longest && gapMs(longest) >= gapMs(gap) ? longest : gap,
      undefined,
    );
}
