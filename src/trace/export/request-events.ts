import { connectionsById } from '../analyse/connections.ts';
import { lengthMs, phasesOf, type PhaseSpan } from '../analyse/phases.ts';
import { serverSpansOf, type ServerSpan } from '../analyse/server-spans.ts';
import { sideBySide } from '../analyse/side-by-side.ts';
import { pathWords } from '../render/request-words.ts';
import { phaseWords, serverSpanWords } from '../render/words.ts';
import type { ConnectionTrace, RequestTrace, Trace } from '../trace.ts';
import {
  inMicroseconds,
  nameThread,
  type FlowEvent,
  type SliceEvent,
  type TraceEvent,
} from './trace-event.ts';

/** Where the tracks of a trace are, and what is added to its times. */
interface Tracks {
  readonly queuePid: number;
  readonly wirePid: number;
  readonly serverPid: number;
  readonly offsetMs: number;
}

/** A request and its phases: those before a connection had it, and those after. */
interface Journey {
  readonly request: RequestTrace;
  readonly name: string;
  readonly waits: readonly PhaseSpan[];
  readonly work: readonly PhaseSpan[];
  readonly atServer: readonly ServerSpan[];
}

/** A part of a journey on a track of its own. */
interface Leg {
  readonly journey: Journey;
  readonly spans: readonly (PhaseSpan | ServerSpan)[];
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The slices and arrows of all requests, and the names of their tracks. No track
 * is there for servers that told nothing.
 */
export function requestEvents(trace: Trace, tracks: Tracks): TraceEvent[] {
  const connections = connectionsById(trace);
  const endMs = lengthMs(trace);
  const journeys = trace.requests.map((request): Journey => {
    const connection = connections.get(request.connectionId ?? NaN);
    const spans = phasesOf(request, connection, endMs);
    const isWait = ({ phase }: PhaseSpan) => phase === 'queued';
    return {
      request,
      name: pathWords(request, 80, connection),
      waits: spans.filter(isWait),
      work: spans.filter((span) => !isWait(span)),
      atServer: serverSpansOf(request, connection, endMs),
    };
  });
  const queued = onTracks(
    journeys.flatMap((journey) => legOf(journey, journey.waits)),
    { pid: tracks.queuePid, firstTid: 1, name: 'queue' },
    tracks.offsetMs,
  );
  const wire = wireTracks(trace.connections, journeys, tracks);
  const served = onTracks(
    journeys.flatMap((journey) => legOf(journey, journey.atServer)),
    { pid: tracks.serverPid, firstTid: 1, name: 'server' },
    tracks.offsetMs,
  );
  return [...queued, ...wire, ...served]
    .flatMap(({ events }) => events)
    .concat(arrows(queued, wire));
}

/** A connection has more than one track where it carries requests side by side. */
function wireTracks(
  connections: readonly ConnectionTrace[],
  journeys: readonly Journey[],
  { wirePid, offsetMs }: Tracks,
): Track[] {
  const byConnection = Map.groupBy(
    journeys,
    ({ request }) => request.connectionId,
  );
  const names = new Map<number | null, string>(
    connections.map(({ id, origin }) => [id, `connection ${id} ${origin}`]),
  );
  // A damaged trace may lack a connection.
  for (const id of byConnection.keys()) {
    if (!names.has(id)) names.set(id, 'connection unknown');
  }
  let firstTid = 1;
  return [...names].flatMap(([id, name]) => {
    const legs = (byConnection.get(id) ?? []).flatMap((journey) =>
      legOf(journey, journey.work),
    );
    const group = { pid: wirePid, firstTid, name };
    const tracks = onTracks(legs, group, offsetMs);
    firstTid += tracks.length;
    return tracks;
  });
}

function legOf(journey: Journey, spans: Leg['spans']): Leg[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  return [{ journey, spans, startMs: first.startMs, endMs: last.endMs }];
}

/** A track with its events, and the slice of each request on it. */
interface Track {
  readonly events: readonly TraceEvent[];
  readonly slices: ReadonlyMap<number, SliceEvent>;
}

function onTracks(
  legs: readonly Leg[],
  { pid, firstTid, name }: { pid: number; firstTid: number; name: string },
  offsetMs: number,
): Track[] {
  const { trackOf, tracks } = sideBySide(legs);
  const legsOf = Map.groupBy(legs, (_, index) => trackOf[index] ?? 0);
  return Array.from({ length: tracks }, (_, track) => {
    const tid = firstTid + track;
    const own = (legsOf.get(track) ?? []).sort((a, b) => a.startMs - b.startMs);
    const slices = own.map((leg, index) => {
      // Slices of a track must not overlap, not even by the tolerance.
      const untilMs = Math.min(leg.endMs, own[index + 1]?.startMs ?? Infinity);
      return slicesOf(leg, untilMs, { pid, tid }, offsetMs);
    });
    return {
      events: [...nameThread(pid, tid, name), ...slices.flat()],
      slices: new Map(
        own.flatMap(({ journey }, index) => {
          const slice = slices[index]?.[0];
          return slice ? [[journey.request.id, slice]] : [];
        }),
      ),
    };
  });
}

/** A slice for the request, and within it one for each of its phases. */
function slicesOf(
  { journey: { request, name }, spans, startMs, endMs }: Leg,
  untilMs: number,
  track: { readonly pid: number; readonly tid: number },
  offsetMs: number,
): SliceEvent[] {
  const slice = (
    words: string,
    cat: string,
    fromMs: number,
    toMs: number,
    args: SliceEvent['args'],
  ): SliceEvent => ({
    name: words,
    cat,
    ph: 'X',
    ...track,
    ...inMicroseconds(
      Math.min(fromMs, untilMs) + offsetMs,
      Math.min(toMs, untilMs) + offsetMs,
    ),
    args,
  });
  return [
    slice(name, 'request', startMs, endMs, argsOf(request)),
    ...spans.map((span) =>
      slice(wordsOf(span), 'phase', span.startMs, span.endMs, {}),
    ),
  ];
}

function wordsOf(span: PhaseSpan | ServerSpan): string {
  return 'of' in span ? serverSpanWords(span) : phaseWords[span.phase];
}

function argsOf(request: RequestTrace): SliceEvent['args'] {
  const { id, url, status, bytes, sentBytes, error } = request;
  return {
    request: id,
    url,
    ...(status === null ? {} : { status }),
    ...(sentBytes === undefined ? {} : { sentBytes }),
    bytes,
    ...(error
      ? { error: `${error.code ?? error.name}: ${error.message}` }
      : {}),
  };
}

/** From where a request waited to the connection that took it. */
function arrows(queued: readonly Track[], wire: readonly Track[]): FlowEvent[] {
  const slicesIn = (tracks: readonly Track[]) =>
    new Map(tracks.flatMap(({ slices }) => [...slices]));
  const [starts, ends] = [slicesIn(queued), slicesIn(wire)];
  return [...starts].flatMap(([requestId, from]) => {
    const to = ends.get(requestId);
    if (!to) return [];
    const arrow = {
      name: 'from the queue to the wire',
      cat: 'flow',
      id: `${from.pid}.${requestId}`,
    };
    // An arrow belongs to the slice in which it begins, which has no end in it.
    const lastTs = Math.round((from.ts + from.dur) * 1e3 - 1) / 1e3;
    return [
      {
        ...arrow,
        ph: 's',
        pid: from.pid,
        tid: from.tid,
        ts: Math.max(from.ts, lastTs),
      },
      { ...arrow, ph: 'f', bp: 'e', pid: to.pid, tid: to.tid, ts: to.ts },
    ];
  });
}
