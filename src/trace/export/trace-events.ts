import { gapMs, heldUpGaps } from '../analyse/heartbeat.ts';
import { hasServerSide } from '../analyse/server-spans.ts';
import type { Trace } from '../trace.ts';
import { thisProgram } from './program.ts';
import { requestEvents } from './request-events.ts';
import {
  inMicroseconds,
  nameProcess,
  nameThread,
  type SliceEvent,
  type TraceEvent,
} from './trace-event.ts';

/** A file of trace events, as Perfetto's and Chrome's viewers open it. */
export interface TraceEvents {
  readonly traceEvents: readonly TraceEvent[];
  readonly displayTimeUnit: 'ms';
  readonly otherData: Readonly<Record<string, string>>;
}

/** A trace among others, with the name by which it is told from them. */
export interface NamedTrace {
  readonly name: string;
  readonly trace: Trace;
}

/**
 * A trace in the Trace Event Format, which https://ui.perfetto.dev and Chrome's
 * chrome://tracing open: a track for each connection with its requests and
 * their phases, tracks for the requests that wait for a connection, an arrow
 * from there to the connection, tracks for what servers told of their side, and
 * a track on which the event loop was held up. The format is described at
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
 */
export function toTraceEvents(trace: Trace): TraceEvents {
  return toTraceEventsOfAll([{ name: '', trace }]);
}

/** Several traces in one file, on one time axis, their tracks named apart. */
export function toTraceEventsOfAll(runs: readonly NamedTrace[]): TraceEvents {
  const starts = runs.map(({ trace }) => trace.startedAtEpochMs);
  const firstEpochMs = Math.min(...starts);
  const { name, version } = thisProgram();
  return {
    traceEvents: runs.flatMap((run, index) =>
      eventsOf(run, index, run.trace.startedAtEpochMs - firstEpochMs),
    ),
    displayTimeUnit: 'ms',
    otherData: {
      program: `${name} ${version}`,
      ...(runs.length === 0
        ? {}
        : { startedAt: new Date(firstEpochMs).toISOString() }),
    },
  };
}

/** A run's groups of tracks, which the format calls processes. */
const groups = [
  'waiting for a connection',
  'connections',
  'servers',
  'event loop',
];

function eventsOf(
  { name, trace }: NamedTrace,
  index: number,
  offsetMs: number,
): TraceEvent[] {
  const firstPid = index * groups.length + 1;
  const prefix = name === '' ? '' : `${name}: `;
  const [queuePid, wirePid] = [firstPid, firstPid + 1];
  const [serverPid, loopPid] = [firstPid + 2, firstPid + 3];
  return [
    ...groups.flatMap((group, order) =>
      group === 'servers' && !hasServerSide(trace)
        ? []
        : nameProcess(firstPid + order, prefix + group),
    ),
    ...requestEvents(trace, { queuePid, wirePid, serverPid, offsetMs }),
    ...nameThread(loopPid, 1, 'event loop'),
    ...stallEvents(trace, loopPid, offsetMs),
  ];
}

function stallEvents(
  trace: Trace,
  pid: number,
  offsetMs: number,
): SliceEvent[] {
  return heldUpGaps(trace).map((gap) => ({
    name: 'held up',
    cat: 'event loop',
    ph: 'X',
    pid,
    tid: 1,
    ...inMicroseconds(gap.fromMs + offsetMs, gap.toMs + offsetMs),
    args: { ms: gapMs(gap) },
  }));
}
