import { heartbeatGaps, longestGapMs } from './heartbeat.ts';
import type { RequestTrace, Trace } from '../trace.ts';

/** A trace in numbers. */
export interface Summary {
  /** How long the recording lasted. */
  readonly seconds: number;
  /** Requests that were made. */
  readonly requests: number;
  /** Requests that ended in an error, or with a status of 400 or more. */
  readonly failures: number;
  /** Connections that carried a request. */
  readonly connections: number;
  /** The most requests that were between sent and ended at one moment. */
  readonly peakInFlight: number;
  /** Half of the requests took no longer than this, from queued to ended. */
  readonly p50Ms: number;
  /** 95 % of the requests took no longer than this, from queued to ended. */
  readonly p95Ms: number;
  /** The longest time for which the event loop could not run. */
  readonly heartbeatMaxGapMs: number;
}

/** A trace in numbers; all zero for an empty one. */
export function summarise(trace: Trace): Summary {
  const durations = trace.requests
    .filter(({ endMs }) => endMs !== null)
    .map(({ queuedMs, endMs }) => (endMs ?? 0) - queuedMs)
    .sort((a, b) => a - b);
  return {
    seconds: trace.durationMs / 1000,
    requests: trace.requests.length,
    failures: trace.requests.filter(failed).length,
    connections: trace.connections.length,
    peakInFlight: peakInFlight(trace.requests),
    p50Ms: percentile(durations, 0.5),
    p95Ms: percentile(durations, 0.95),
    heartbeatMaxGapMs: longestGapMs(heartbeatGaps(trace)),
  };
}

/** True for an error, and for a status of 400 or more. */
export function failed({ error, status }: RequestTrace): boolean {
  return error !== null || (status ?? 0) >= 400;
}

function peakInFlight(requests: readonly RequestTrace[]): number {
  const changes = requests
    .filter(({ sentMs }) => sentMs !== null)
    .flatMap(({ sentMs, endMs }) => [
      { atMs: sentMs ?? 0, by: 1 },
      { atMs: endMs ?? Infinity, by: -1 },
    ])
    // At the same instant, ends come before starts.
    .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let inFlight = 0;
  let peak = 0;
  for (const { by } of changes) peak = Math.max(peak, (inFlight += by));
  return peak;
}

/**
 * The nearest-rank percentile of sorted values: the smallest value that at least
 * the given fraction of them do not exceed; 0 without values.
 */
export function percentile(sorted: readonly number[], fraction: number) {
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? 0;
}
