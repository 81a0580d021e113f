import {
  packServerSide,
  roundOpening,
  unpackServerSide,
  type PackedServerSide,
} from './pack-server-side.ts';
import type {
  ConnectionTrace,
  Header,
  RequestTrace,
  Trace,
  TraceError,
} from '../trace.ts';

/** Changes when older packed traces could not be read any more. */
const version = 1;

/** Times are kept to this part of a millisecond. */
const perMs = 100;

type Time = number | null;

/** One request: texts, headers and errors as indexes, times as differences. */
type PackedRequest = readonly [
  method: number,
  origin: number,
  path: number,
  queued: number,
  sent: Time,
  headers: Time,
  end: Time,
  status: number | null,
  bytes: number,
  connectionId: number | null,
  requestHeaders: number,
  responseHeaders: number,
  rare?: Rare,
];

/** What few requests have. */
interface Rare {
  readonly error?: number;
  readonly connecting?: number;
  readonly blocking?: true;
  readonly bodySent?: Time;
  readonly sentBytes?: number;
  readonly server?: PackedServerSide;
}

interface Packed {
  readonly version: number;
  readonly startedAtEpochMs: number;
  readonly durationMs: number;
  readonly texts: readonly string[];
  readonly headers: readonly (readonly number[])[];
  readonly errors: readonly TraceError[];
  readonly ids: readonly number[];
  readonly requests: readonly PackedRequest[];
  readonly connections: readonly ConnectionTrace[];
  readonly forgottenByServers?: number;
  readonly heartbeat: {
    readonly intervalMs: number;
    /** The distances between beats, in tenths of a millisecond. */
    readonly steps: readonly number[];
  };
}

/**
 * Gives a trace as JSON of about 60 bytes a request, for a page to have next to
 * its picture. Times are rounded to a hundredth of a millisecond, beats to a
 * tenth.
 */
export function packTrace(trace: Trace): string {
  const texts = createTable<string>();
  const headers = createTable<readonly number[]>();
  const errors = createTable<TraceError>();
  const listOf = (list: readonly Header[]) =>
    headers.add(list.flat().map((text) => texts.add(text)));
  const requests = trace.requests.map((request): PackedRequest => {
    const [origin, path] = partsOf(request.url);
    const sinceQueued = (ms: number | null): Time =>
      ms === null ? null : rounded(ms - request.queuedMs);
    const packed = [
      texts.add(request.method),
      texts.add(origin),
      texts.add(path),
      rounded(request.queuedMs),
      sinceQueued(request.sentMs),
      sinceQueued(request.headersMs),
      sinceQueued(request.endMs),
      request.status,
      request.bytes,
      request.connectionId,
      listOf(request.requestHeaders),
      listOf(request.responseHeaders),
    ] as const;
    const rare: Rare = {
      ...(request.error && { error: errors.add(request.error) }),
      ...(request.connectingMs !== 0 && {
        connecting: rounded(request.connectingMs),
      }),
      ...(request.blocking && { blocking: true }),
      ...(request.bodySentMs !== undefined && {
        bodySent: sinceQueued(request.bodySentMs),
      }),
      ...(request.sentBytes !== undefined && { sentBytes: request.sentBytes }),
      ...(request.server && { server: packServerSide(request.server) }),
    };
    return Object.keys(rare).length === 0 ? packed : [...packed, rare];
  });
  return JSON.stringify({
    version,
    startedAtEpochMs: trace.startedAtEpochMs,
    durationMs: trace.durationMs,
    texts: texts.all,
    headers: headers.all,
    errors: errors.all,
    ids: trace.requests.map(({ id }) => id),
    requests,
    connections: trace.connections.map((connection) =>
      roundOpening(packConnection(connection)),
    ),
    ...(trace.forgottenByServers !== undefined && {
      forgottenByServers: trace.forgottenByServers,
    }),
    heartbeat: {
      intervalMs: trace.heartbeat.intervalMs,
      steps: stepsOf(trace.heartbeat.beatsMs),
    },
  } satisfies Packed);
}

/**
 * Gives the trace that was packed.
 * @throws Error when the text is something else
 */
export function unpackTrace(text: string): Trace {
  const packed = JSON.parse(text) as Packed;
  if (packed.version !== version) {
    throw new Error('This is not a trace packed by this version.');
  }
  const textAt = (index: number) => packed.texts[index] ?? '';
  const headersAt = (index: number): Header[] => {
    const list = packed.headers[index] ?? [];
    return list
      .filter((_, place) => place % 2 === 0)
      .map((name, pair) => [textAt(name), textAt(list[2 * pair + 1] ?? -1)]);
  };
  return {
    startedAtEpochMs: packed.startedAtEpochMs,
    durationMs: packed.durationMs,
    requests: packed.requests.map((request, index): RequestTrace => {
      const [method, origin, path, queued, sent, headers, end] = request;
      const [, , , , , , , status, bytes, connectionId, ...rest] = request;
      const [asked, answered, rare = {}] = rest;
      const { error, connecting = 0, blocking = false } = rare;
      const at = (time: Time) =>
        time === null ? null : (queued + time) / perMs;
      return {
        id: packed.ids[index] ?? index + 1,
        method: textAt(method),
        url: textAt(origin) + textAt(path),
        blocking,
        queuedMs: queued / perMs,
        sentMs: at(sent),
        headersMs: at(headers),
        endMs: at(end),
        status,
        bytes,
        error: error === undefined ? null : (packed.errors[error] ?? null),
        connectionId,
        connectingMs: connecting / perMs,
        requestHeaders: headersAt(asked),
        responseHeaders: headersAt(answered),
        ...(rare.bodySent !== undefined && { bodySentMs: at(rare.bodySent) }),
        ...(rare.sentBytes !== undefined && { sentBytes: rare.sentBytes }),
        ...(rare.server && { server: unpackServerSide(rare.server) }),
      };
    }),
    connections: packed.connections,
    ...(packed.forgottenByServers !== undefined && {
      forgottenByServers: packed.forgottenByServers,
    }),
    heartbeat: {
      intervalMs: packed.heartbeat.intervalMs,
      beatsMs: beatsOf(packed.heartbeat.steps),
    },
  };
}

/** Its times are those of its requests, to the same part of a millisecond. */
function packConnection(connection: ConnectionTrace): ConnectionTrace {
  const entries = Object.entries(connection).map(
    ([name, value]: [string, unknown]) => [
      name,
      name.endsWith('Ms') && typeof value === 'number'
        ? rounded(value) / perMs
        : value,
    ],
  );
  return Object.fromEntries(entries) as ConnectionTrace;
}

/** Keeps equal values once, and gives their indexes. */
function createTable<Value>() {
  const all: Value[] = [];
  const indexes = new Map<string, number>();
  return {
    all,
    add(value: Value): number {
      const key = JSON.stringify(value);
      const known = indexes.get(key);
      if (known !== undefined) return known;
      indexes.set(key, all.length);
      return all.push(value) - 1;
    },
  };
}

/** What requests to one site share, and what they do not. */
function partsOf(url: string): [origin: string, path: string] {
  const end = url.indexOf('/', url.indexOf('//') + 2);
  return end < 0 ? [url, ''] : [url.slice(0, end), url.slice(end)];
}

function rounded(ms: number): number {
  return Math.round(ms * perMs);
}

function stepsOf(beatsMs: readonly number[]): number[] {
  let before = 0;
  return beatsMs.map((beatMs) => {
    const beat = Math.round(beatMs * 10);
    const step = beat - before;
    before = beat;
    return step;
  });
}

function beatsOf(steps: readonly number[]): number[] {
  let beat = 0;
  return steps.map((step) => {
    beat += step;
    return beat / 10;
  });
}
