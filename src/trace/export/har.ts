import type { Entry, Log, Request, Response, Timings } from 'har-format';
import { STATUS_CODES } from 'node:http';
import { connectionsById } from '../analyse/connections.ts';
import {
  lengthMs,
  phasesOf,
  type Phase,
  type PhaseSpan,
} from '../analyse/phases.ts';
import type { ConnectionTrace, Header, RequestTrace, Trace } from '../trace.ts';
import { thisProgram } from './program.ts';

/**
 * A trace as an HTTP archive (HAR 1.2), which a browser's developer tools open.
 * A request without an answer has status 0 and, where it failed, `_error`. The
 * format is described at http://www.softwareishard.com/blog/har-12-spec/.
 */
export function toHar(trace: Trace): TraceHar {
  const connections = connectionsById(trace);
  const durationMs = lengthMs(trace);
  const entries = trace.requests.map((request) => {
    const connection = connections.get(request.connectionId ?? Number.NaN);
    const spans = phasesOf(request, connection, durationMs);
    return harEntry(request, connection, spans, trace.startedAtEpochMs);
  });
  return {
    log: { version: '1.2', creator: thisProgram(), pages: [], entries },
  };
}

/** A HAR in which each entry has all timings, -1 where there was none. */
export interface TraceHar {
  readonly log: Omit<Log, 'entries'> & { readonly entries: TraceHarEntry[] };
}

/** A request, its answer, and how long its phases took, in milliseconds. */
export type TraceHarEntry = Omit<Entry, 'timings'> & {
  readonly timings: ReturnType<typeof harTimings>;
};

/** A name and a value, as HAR writes headers, cookies and queries. */
interface Pair {
  readonly name: string;
  readonly value: string;
}

function harEntry(
  request: RequestTrace,
  connection: ConnectionTrace | undefined,
  spans: readonly PhaseSpan[],
  startedAtEpochMs: number,
): TraceHarEntry {
  const startedMs = spans[0]?.startMs ?? 0;
  const timings = harTimings(spans, connection);
  const { blocked, dns, connect, send, wait, receive } = timings;
  return {
    startedDateTime: new Date(startedAtEpochMs + startedMs).toISOString(),
    time:
      blocked + Math.max(0, dns) + Math.max(0, connect) + send + wait + receive,
    request: harRequest(request),
    response: harResponse(request),
    cache: {},
    timings,
    ...(request.connectionId === null
      ? {}
      : { connection: String(request.connectionId) }),
  };
}

/**
 * The phases as HAR names them; -1 where there was none. `connect` has the time
 * of `ssl` in it too, as the format wants it.
 */
function harTimings(
  spans: readonly PhaseSpan[],
  connection: ConnectionTrace | undefined,
) {
  const dns = phaseMs(spans, 'lookup');
  const ssl = phaseMs(spans, 'securing');
  const connect = phaseMs(spans, 'opening') + ssl;
  return {
    blocked: phaseMs(spans, 'queued'),
    dns: dns > 0 ? dns : -1,
    connect: connect > 0 && connection ? connect : -1,
    ssl: ssl > 0 ? ssl : -1,
    send: phaseMs(spans, 'sending'),
    wait: phaseMs(spans, 'waiting'),
    receive: phaseMs(spans, 'receiving'),
  } satisfies Timings;
}

function phaseMs(spans: readonly PhaseSpan[], phase: Phase): number {
  return spans
    .filter((span) => span.phase === phase)
    .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

function harRequest(request: RequestTrace): Request {
  const url = absoluteUrl(request.url);
  return {
    method: request.method,
    url: url.href,
    httpVersion: 'HTTP/1.1',
    cookies: requestCookies(request.requestHeaders),
    headers: request.requestHeaders.map(harPair),
    queryString: [...url.searchParams].map(harPair),
    headersSize: -1,
    bodySize: request.sentBytes ?? -1,
  };
}

/** HAR needs absolute URLs; any other is kept, whole, in a query. */
function absoluteUrl(url: string): URL {
  const parsed = URL.parse(url);
  return parsed ?? new URL(`about:invalid?${encodeURIComponent(url)}`);
}

function harResponse(request: RequestTrace): Response {
  const { status, error, bytes, responseHeaders } = request;
  return {
    status: status ?? 0,
    statusText: STATUS_CODES[status ?? 0] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: responseCookies(responseHeaders),
    headers: responseHeaders.map(harPair),
    content: {
      size: bytes,
      mimeType: valueOf(responseHeaders, 'content-type'),
    },
    redirectURL: valueOf(responseHeaders, 'location'),
    headersSize: -1,
    bodySize: bytes,
    ...(error
      ? { _error: `${error.code ?? error.name}: ${error.message}` }
      : {}),
  };
}

function harPair([name, value]: readonly [string, string]): Pair {
  return { name, value };
}

function valueOf(headers: readonly Header[], wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

function valuesOf(headers: readonly Header[], wanted: string): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value);
}

function requestCookies(headers: readonly Header[]): Pair[] {
  return valuesOf(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map(cookie);
}

/** Name and value alone: the attributes stay in the headers. */
function responseCookies(headers: readonly Header[]): Pair[] {
  return valuesOf(headers, 'set-cookie').map((value) =>
    cookie(value.split(';')[0] ?? ''),
  );
}

function cookie(text: string): Pair {
  const equals = text.indexOf('=');
  if (equals < 0) return { name: '', value: text.trim() };
  const name = text.slice(0, equals).trim();
  return { name, value: text.slice(equals + 1).trim() };
}
