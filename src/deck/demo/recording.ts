import type {
  Demo,
  DemoEvent,
  DemoNote,
  RecordedDemo,
  RecordedRun,
  Seen,
} from './demo.ts';
import { thin } from '../../trace/render/thin.ts';
import type { Trace } from '../../trace/trace.ts';
import { slimTrace } from './slim.ts';

/** A sweep is drawn as a curve: its first and its middle request are enough. */
const mostOfSweep = 2;
/** How often a recording says what the servers saw, at most. */
const mostSamples = 50;

type Sample = RecordedRun['server'][number];

interface OpenRun {
  readonly notes: DemoNote[];
  readonly server: Sample[];
}

/** Collects a demo's events into a recording that a slide can play. */
export function createRecording(
  name: string,
  { title, lanes, heats, parameters }: Demo,
  scale: number,
) {
  const open = new Map<string, OpenRun>();
  const ended: RecordedRun[] = [];

  return {
    onEvent: (event: DemoEvent): void => {
      if (event.type === 'run') open.set(event.run, { notes: [], server: [] });
      if (!('run' in event)) return;
      const run = open.get(event.run);
      if (!run) return;
      if (event.type === 'note') run.notes.push(noteOf(event));
      if (event.type === 'server') {
        addSample(run.server, event.atMs, event.seen);
      }
      if (event.type === 'end') ended.push(endedRun(event, run, lanes));
    },
    /** The demo, its runs in the order in which they are shown. */
    result: (): RecordedDemo => {
      const names = heats?.flat() ?? [];
      const place = (run: RecordedRun) => names.indexOf(run.name);
      const inOrder = ended.toSorted((a, b) => place(a) - place(b));
      return {
        name,
        title,
        lanes,
        ...(heats && { heats }),
        parameters,
        scale,
        runs: inOrder,
      };
    },
  };
}

function noteOf({ atMs, text, seen }: DemoNote): DemoNote {
  return { atMs: Math.round(atMs), text, seen };
}

/** Adds a sample if it differs from the last one. */
function addSample(server: Sample[], atMs: number, seen: Seen): void {
  const { requests, inFlight, aborted } = seen;
  const [, ...last] = server.at(-1) ?? [];
  const sample: Sample = [Math.round(atMs), requests, inFlight, aborted];
  if (String(last) !== String(sample.slice(1))) server.push(sample);
}

/** Every nth sample, and the last. */
function thinnedSamples(server: readonly Sample[]): Sample[] {
  const { groups } = thin(server.slice(0, -1), mostSamples);
  return [...groups.map(([first]) => first), ...server.slice(-1)];
}

function endedRun(
  { run: name, trace, seen }: Extract<DemoEvent, { type: 'end' }>,
  { notes, server }: OpenRun,
  lanes: Demo['lanes'],
): RecordedRun {
  addSample(server, trace.durationMs, seen);
  const slim = withoutPorts(slimTrace(trace, 1));
  return {
    name,
    seconds: Number((trace.durationMs / 1000).toFixed(3)),
    requests: trace.requests.length,
    trace: lanes === 'sweep' ? thinned(slim) : slim,
    notes,
    server: lanes === 'sweep' ? server.slice(-1) : thinnedSamples(server),
  };
}

/** Every nth request, and the connections that carried these. */
function thinned(trace: Trace): Trace {
  const { groups } = thin(trace.requests, mostOfSweep);
  const requests = groups.map(([first]) => first);
  const ids = new Set(requests.map(({ id }) => id));
  const connections = trace.connections
    .map((connection) => ({
      ...connection,
      requestIds: connection.requestIds.filter((id) => ids.has(id)),
    }))
    .filter(({ requestIds }) => requestIds.length > 0);
  const heartbeat = { ...trace.heartbeat, beatsMs: [] };
  return { ...trace, requests, connections, heartbeat };
}

/** Ports and dates differ each time and mean nothing. */
function withoutPorts(trace: Trace): Trace {
  const text = JSON.stringify({ ...trace, startedAtEpochMs: 0 });
  return JSON.parse(text.replace(/127\.0\.0\.1:\d+/g, 'lab')) as Trace;
}
