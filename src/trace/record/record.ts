import {
  activeRecordings,
  epochMs,
  type Recording,
  type RequestEntry,
} from './recording.ts';
import { traceOf } from './trace-of.ts';
import { watchOwnServers } from './own-servers.ts';
import { watchUndici } from './undici-events.ts';
import type { Trace } from '../trace.ts';

/** Short enough to show a stall that a person would notice, and almost free. */
const heartbeatIntervalMs = 5;

/** A recording under way. */
export interface Recorder {
  /** Runs work; the requests that it makes, now or later, go into the trace. */
  run<Result>(work: () => Result): Result;
  /** The trace so far. */
  snapshot(): Trace;
  /** Ends the recording and gives its trace; a second call gives the same trace. */
  stop(): Trace;
}

/**
 * Starts a recording of every request that the work given to its `run` makes
 * with undici or `fetch`, and of the event loop's heartbeat. Recordings in one
 * process are independent; what happens inside two nested ones is in both.
 */
export function createRecorder(): Recorder {
  watchUndici();
  watchOwnServers();
  const recording: Recording = {
    startedAt: epochMs(),
    intervalMs: heartbeatIntervalMs,
    requests: [],
    beatsAt: [],
  };
  const recordings = [...(activeRecordings.getStore() ?? []), recording];
  const heart = setInterval(() => {
    recording.beatsAt.push(epochMs());
  }, heartbeatIntervalMs).unref();
  let endedAt: number | undefined;
  return {
    run: (work) => activeRecordings.run(recordings, work),
    snapshot: () => traceOf(recording, endedAt ?? epochMs()),
    stop() {
      endedAt ??= epochMs();
      clearInterval(heart);
      return traceOf(recording, endedAt);
    },
  };
}

/**
 * Runs work and gives its result and the trace of what happened meanwhile.
 * @throws whatever the work throws; for the trace of work that fails, use
 * `createRecorder`
 */
export async function record<Result>(
  work: () => Result,
): Promise<{ result: Awaited<Result>; trace: Trace }> {
  const recorder = createRecorder();
  try {
    const result = await recorder.run(work);
    return { result, trace: recorder.stop() };
  } finally {
    recorder.stop();
  }
}

/**
 * Adds the requests that another thread made for this one to the recordings of
 * this context, as blocking: this thread stood still meanwhile.
 */
export function adoptBlocking(trace: Trace): void {
  const entries = entriesOf(trace);
  for (const recording of activeRecordings.getStore() ?? []) {
    recording.requests.push(...entries);
  }
}

function entriesOf(trace: Trace): RequestEntry[] {
  const at = (ms: number | null) =>
    ms === null ? null : trace.startedAtEpochMs + ms;
  const connections = new Map(
    trace.connections.map(({ id, origin, ...times }) => [
      id,
      {
        origin,
        openingAt: at(times.openingMs),
        lookedUpAt: at(times.lookedUpMs ?? null) ?? undefined,
        tcpOpenAt: at(times.tcpOpenMs ?? null) ?? undefined,
        openAt: at(times.openMs),
        closedAt: at(times.closedMs),
        localPort: times.localPort,
        remotePort: times.remotePort,
      },
    ]),
  );
  return trace.requests.map((request) => ({
    ...request,
    origin: '',
    path: request.url,
    blocking: true,
    queuedAt: trace.startedAtEpochMs + request.queuedMs,
    sentAt: at(request.sentMs),
    bodySentAt:
      request.bodySentMs === undefined ? undefined : at(request.bodySentMs),
    headersAt: at(request.headersMs),
    endAt: at(request.endMs),
    connection: connections.get(request.connectionId ?? 0) ?? null,
  }));
}
