import type { ConnectionTrace, Header, RequestTrace, Trace } from '../trace.ts';

/** An entry of a HAR, as far as it can be relied on in files of all origins. */
interface LooseEntry {
  readonly startedDateTime?: string;
  readonly time?: number;
  readonly connection?: string;
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly bodySize?: number;
    readonly headers?: readonly LoosePair[];
  };
  readonly response?: {
    readonly status?: number;
    readonly statusText?: string;
    readonly bodySize?: number;
    readonly headers?: readonly LoosePair[];
    readonly content?: { readonly size?: number };
    readonly _error?: string | null;
  };
  readonly timings?: Readonly<Record<string, unknown>>;
}

interface LoosePair {
  readonly name?: string;
  readonly value?: string;
}

/** An HTTP archive, of any program. */
export interface LooseHar {
  readonly log: { readonly entries: readonly LooseEntry[] };
}

/** Whether something that was read from JSON is an HTTP archive. */
export function isHar(value: unknown): value is LooseHar {
  const { log } = (value ?? {}) as { log?: { entries?: unknown } };
  return Array.isArray(log?.entries);
}

/**
 * Returns the trace in an HTTP archive of any program, such as one that a
 * browser's developer tools saved. Archives say nothing of the event loop, so
 * the trace has no heartbeat.
 */
export function fromHar({ log }: LooseHar): Trace {
  const entries = log.entries
    .map((entry) => ({ entry, atMs: Date.parse(entry.startedDateTime ?? '') }))
    .filter(({ atMs }) => Number.isFinite(atMs))
    .sort((one, other) => one.atMs - other.atMs);
  const startedAtEpochMs = entries[0]?.atMs ?? 0;
  const connections = new Map<string, GrowingConnection>();
  const requests = entries.map(({ entry, atMs }, index) =>
    requestOf(entry, index + 1, atMs - startedAtEpochMs, connections),
  );
  const durationMs = requests.reduce(
    (latestMs, { endMs }) => Math.max(latestMs, endMs ?? 0),
    1,
  );
  return {
    startedAtEpochMs,
    durationMs,
    requests,
    connections: [...connections.values()],
    heartbeat: { intervalMs: 2 * durationMs, beatsMs: [] },
  };
}

function requestOf(
  entry: LooseEntry,
  id: number,
  queuedMs: number,
  connections: Map<string, GrowingConnection>,
): RequestTrace {
  const { request = {}, response = {} } = entry;
  const times = timesOf(entry, queuedMs);
  const url = request.url ?? '';
  const status = response.status ? response.status : null;
  return {
    id,
    method: request.method ?? 'GET',
    url,
    blocking: false,
    queuedMs,
    sentMs: times.sentMs,
    ...sentBody(request, times),
    headersMs: status === null ? null : times.headersMs,
    endMs: times.endMs,
    status,
    bytes: sizeOf(response),
    error: status === null ? errorOf(response) : null,
    connectionId: connect(entry, id, url, times, connections),
    connectingMs: 0,
    requestHeaders: headersOf(request.headers),
    responseHeaders: headersOf(response.headers),
  };
}

/** A connection whose requests are still being read. */
interface GrowingConnection extends ConnectionTrace {
  readonly requestIds: number[];
}

interface Times {
  readonly openingMs: number;
  readonly lookedUpMs: number | undefined;
  readonly tcpOpenMs: number | undefined;
  readonly openMs: number;
  readonly sentMs: number;
  readonly bodySentMs: number;
  readonly headersMs: number;
  readonly endMs: number;
}

/** `connect` has the time of `ssl` in it; -1 says that there was no such phase. */
function timesOf({ timings = {}, time }: LooseEntry, queuedMs: number): Times {
  const part = (name: string) => {
    const value = timings[name];
    return typeof value === 'number' && value > 0 ? value : 0;
  };
  const openingMs = queuedMs + part('blocked');
  const [dnsMs, sslMs] = [part('dns'), part('ssl')];
  const openMs = openingMs + dnsMs + part('connect');
  const bodySentMs = openMs + part('send');
  const headersMs = bodySentMs + part('wait');
  const summedMs = headersMs + part('receive');
  const toldMs = queuedMs + (typeof time === 'number' && time > 0 ? time : 0);
  const endMs = summedMs > queuedMs ? summedMs : toldMs;
  return {
    openingMs,
    lookedUpMs: dnsMs > 0 ? openingMs + dnsMs : undefined,
    tcpOpenMs: sslMs > 0 ? openMs - sslMs : undefined,
    openMs,
    sentMs: openMs,
    bodySentMs,
    headersMs,
    endMs,
  };
}

/** Only a request with a body has these: the others are sent at once. */
function sentBody(
  { bodySize = 0 }: NonNullable<LooseEntry['request']>,
  { bodySentMs }: Times,
): Pick<RequestTrace, 'bodySentMs' | 'sentBytes'> {
  return bodySize > 0 ? { bodySentMs, sentBytes: bodySize } : {};
}

/** The connection that a request went over, if the archive tells it apart. */
function connect(
  { connection, timings = {} }: LooseEntry,
  requestId: number,
  url: string,
  { openingMs, lookedUpMs, tcpOpenMs, openMs }: Times,
  connections: Map<string, GrowingConnection>,
): number | null {
  if (!connection || connection === '0') return null;
  const origin = URL.parse(url)?.origin ?? url;
  const key = `${origin} ${connection}`;
  const known = connections.get(key);
  if (known) {
    known.requestIds.push(requestId);
    return known.id;
  }
  const isNew = typeof timings['connect'] === 'number' && openMs > openingMs;
  const id = connections.size + 1;
  connections.set(key, {
    id,
    origin,
    openingMs: isNew ? openingMs : null,
    ...(isNew && lookedUpMs !== undefined && { lookedUpMs }),
    ...(isNew && tcpOpenMs !== undefined && { tcpOpenMs }),
    openMs: isNew ? openMs : null,
    closedMs: null,
    requestIds: [requestId],
  });
  return id;
}

function sizeOf({
  bodySize = -1,
  content,
}: NonNullable<LooseEntry['response']>) {
  return Math.max(0, bodySize >= 0 ? bodySize : (content?.size ?? 0));
}

function errorOf({ _error }: NonNullable<LooseEntry['response']>) {
  const code = _error ?? null;
  return {
    name: 'Error',
    code,
    message: code ?? 'The request was not answered.',
  };
}

function headersOf(list: readonly LoosePair[] = []): Header[] {
  return list.map(({ name = '', value = '' }) => [name, value]);
}
