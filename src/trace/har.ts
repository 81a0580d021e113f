import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { findPackageJSON } from 'node:module';
import {
  lengthMs,
  connectionsById,
  phasesOf,
  type Phase,
  type PhaseSpan,
} from './render/phases.ts';
import type { ConnectionTrace, Header, RequestTrace, Trace } from './trace.ts';

/** A name and a value, as HAR writes headers, cookies and queries. */
export interface HarPair {
  readonly name: string;
  readonly value: string;
}

export interface HarTimings {
  readonly blocked: number;
  readonly dns: number;
  readonly connect: number;
  readonly ssl: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly HarPair[];
    readonly headers: readonly HarPair[];
    readonly queryString: readonly HarPair[];
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly HarPair[];
    readonly headers: readonly HarPair[];
    readonly content: { readonly size: number; readonly mimeType: string };
    readonly redirectURL: string;
    readonly headersSize: number;
    readonly bodySize: number;
    /** Where the request failed: how. Chromium's name for it. */
    readonly _error?: string;
  };
  readonly cache: object;
  readonly timings: HarTimings;
  readonly connection?: string;
}

/** An HTTP archive, version 1.2. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly pages: readonly [];
    readonly entries: readonly HarEntry[];
  };
}

/**
 * A trace as an HTTP archive (HAR 1.2), which a browser's developer tools open.
 * A request without an answer has status 0 and, where it failed, `_error`. The
 * format is described at http://www.softwareishard.com/blog/har-12-spec/.
 */
export function toHar(trace: Trace): Har {
  const connections = connectionsById(trace);
  const entries = trace.requests.map((request) => {
    const connection = connections.get(request.connectionId ?? Number.NaN);
    return harEntry(request, connection, trace);
  });
  return { log: { version: '1.2', creator: creator(), pages: [], entries } };
}

function creator(): { name: string; version: string } {
  const file = findPackageJSON('.', import.meta.url);
  if (file === undefined) throw new Error('This package has no package.json.');
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string;
    version: string;
  };
  return { name, version };
}

function harEntry(
  request: RequestTrace,
  connection: ConnectionTrace | undefined,
  trace: Trace,
): HarEntry {
  const spans = phasesOf(request, connection, lengthMs(trace));
  const startedMs = spans[0]?.startMs ?? 0;
  const timings = harTimings(spans, connection);
  const { blocked, connect, send, wait, receive } = timings;
  return {
    startedDateTime: new Date(trace.startedAtEpochMs + startedMs).toISOString(),
    time: blocked + Math.max(0, connect) + send + wait + receive,
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
 * The phases as HAR names them; -1 where there was none. Sending takes no time
 * that a trace knows of. A secure connection's `ssl` is part of `connect`, but
 * how large a part is not known.
 */
function harTimings(
  spans: readonly PhaseSpan[],
  connection: ConnectionTrace | undefined,
): HarTimings {
  const connect = phaseMs(spans, 'opening');
  return {
    blocked: phaseMs(spans, 'queued'),
    dns: -1,
    connect: connect > 0 && connection ? connect : -1,
    ssl: -1,
    send: 0,
    wait: phaseMs(spans, 'waiting'),
    receive: phaseMs(spans, 'receiving'),
  };
}

function phaseMs(spans: readonly PhaseSpan[], phase: Phase): number {
  return spans
    .filter((span) => span.phase === phase)
    .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

function harRequest(request: RequestTrace): HarEntry['request'] {
  const url = absoluteUrl(request.url);
  return {
    method: request.method,
    url: url.href,
    httpVersion: 'HTTP/1.1',
    cookies: requestCookies(request.requestHeaders),
    headers: request.requestHeaders.map(harPair),
    queryString: [...url.searchParams].map(harPair),
    headersSize: -1,
    bodySize: -1,
  };
}

/** HAR wants every URL absolute; one that is not is kept whole in a query. */
function absoluteUrl(url: string): URL {
  const parsed = URL.parse(url);
  return parsed ?? new URL(`about:invalid?${encodeURIComponent(url)}`);
}

function harResponse(request: RequestTrace): HarEntry['response'] {
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

function harPair([name, value]: readonly [string, string]): HarPair {
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

function requestCookies(headers: readonly Header[]): HarPair[] {
  return valuesOf(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map(cookie);
}

/** Name and value alone: the attributes stay in the headers. */
function responseCookies(headers: readonly Header[]): HarPair[] {
  return valuesOf(headers, 'set-cookie').map((value) =>
    cookie(value.split(';')[0] ?? ''),
  );
}

function cookie(text: string): HarPair {
  const equals = text.indexOf('=');
  if (equals < 0) return { name: '', value: text.trim() };
  const name = text.slice(0, equals).trim();
  return { name, value: text.slice(equals + 1).trim() };
}
