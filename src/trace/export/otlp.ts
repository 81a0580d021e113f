import { createHash } from 'node:crypto';
import { heldUpGaps } from '../analyse/heartbeat.ts';
import { connectionsById } from '../analyse/connections.ts';
import { lengthMs, phasesOf, type PhaseSpan } from '../analyse/phases.ts';
import { failed } from '../analyse/summarise.ts';
import { serverSpansOf, type ServerSpan } from '../analyse/server-spans.ts';
import { phaseWords, serverSpanWords } from '../render/words.ts';
import type { RequestTrace, Trace } from '../trace.ts';
import {
  attributes,
  spanKind,
  statusCode,
  type Otlp,
  type OtlpAttribute,
  type OtlpSpan,
} from './otlp-types.ts';
import { thisProgram } from './program.ts';

/**
 * A trace as OpenTelemetry spans in OTLP's JSON, which a collector takes at
 * `/v1/traces`, and Jaeger from a file: one span for the whole recording, in it
 * a client span for each request, in that one a span for each phase; and a span
 * for each time that the event loop was held up. Where a server told its side, it
 * is a service of its own, with a server span below the client's. Attributes have
 * the names of OpenTelemetry's conventions for HTTP; the number of the connection,
 * for which they have none, is `async_lab.connection`. The format is described at
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding.
 * @param name of the whole recording's span
 */
export function toOtlp(trace: Trace, name = 'requests'): Otlp {
  const program = thisProgram();
  const resource = (serviceName: string, spans: readonly OtlpSpan[]) => ({
    resource: { attributes: attributes({ 'service.name': serviceName }) },
    scopeSpans: [{ scope: program, spans }],
  });
  const { own, ofServers } = spansOf(trace, name);
  return {
    resourceSpans: [
      resource(program.name, own),
      ...[...ofServers].map(([host, spans]) => resource(host, spans)),
    ],
  };
}

interface Spans {
  readonly own: readonly OtlpSpan[];
  /** By the server's host and port. */
  readonly ofServers: ReadonlyMap<string, OtlpSpan[]>;
}

function spansOf(trace: Trace, name: string): Spans {
  const create = createSpans(trace, name);
  const endMs = lengthMs(trace);
  const whole = create(undefined, name, 0, endMs);
  const connections = connectionsById(trace);
  const ofServers = new Map<string, OtlpSpan[]>();
  const requests = trace.requests.flatMap((request) => {
    const connection = connections.get(request.connectionId ?? NaN);
    const spans = phasesOf(request, connection, endMs);
    const startMs = spans[0]?.startMs ?? Math.max(0, request.queuedMs);
    const lastMs = spans.at(-1)?.endMs ?? startMs;
    const parent = {
      ...create(whole, request.method, startMs, lastMs),
      kind: spanKind.client,
      attributes: attributesOf(request),
      status: statusOf(request),
    };
    const phases = spans.map((span) => phaseSpan(span, parent, create));
    const served = serverSpansOf(request, connection, endMs);
    const host = URL.parse(request.url)?.host ?? '';
    const known = ofServers.get(host) ?? [];
    known.push(...serverSide(request, served, parent, create));
    if (known.length > 0) ofServers.set(host, known);
    return [parent, ...phases];
  });
  const stalls = heldUpGaps(trace).map(({ fromMs, toMs }) =>
    create(whole, 'event loop held up', fromMs, toMs),
  );
  return { own: [whole, ...requests, ...stalls], ofServers };
}

/** A server's span and in it what the server did; empty where it told nothing. */
function serverSide(
  request: RequestTrace,
  spans: readonly ServerSpan[],
  client: OtlpSpan,
  create: CreateSpan,
): OtlpSpan[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!request.server || !first || !last) return [];
  const server: OtlpSpan = {
    ...create(client, request.method, first.startMs, last.endMs),
    kind: spanKind.server,
    attributes: attributes({
      'http.request.method': request.method,
      'url.scheme': URL.parse(request.url)?.protocol.slice(0, -1),
      'url.path': URL.parse(request.url)?.pathname,
      'http.response.status_code': request.status ?? undefined,
    }),
  };
  return [
    server,
    ...spans.map((span) =>
      create(server, serverSpanWords(span), span.startMs, span.endMs),
    ),
  ];
}

function phaseSpan(
  { phase, startMs, endMs }: PhaseSpan,
  parent: OtlpSpan,
  create: CreateSpan,
): OtlpSpan {
  return create(parent, phaseWords[phase], startMs, endMs);
}

type CreateSpan = (
  parent: OtlpSpan | undefined,
  name: string,
  startMs: number,
  endMs: number,
) => OtlpSpan;

/** Ids follow from the trace, so that the same trace makes the same file. */
function createSpans(trace: Trace, name: string): CreateSpan {
  const { startedAtEpochMs, durationMs, requests } = trace;
  const identity = [startedAtEpochMs, durationMs, requests.length, name];
  const traceId = hexOf(identity.join(' '), 32);
  let count = 0;
  return (parent, spanName, startMs, endMs) => {
    count += 1;
    return {
      traceId,
      spanId: hexOf(`${traceId} ${count}`, 16),
      ...(parent ? { parentSpanId: parent.spanId } : {}),
      name: spanName,
      kind: spanKind.internal,
      startTimeUnixNano: nanoseconds(startedAtEpochMs, startMs),
      endTimeUnixNano: nanoseconds(startedAtEpochMs, endMs),
      attributes: [],
      status: {},
    };
  };
}

function hexOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** Nanoseconds since 1970 are too many for a number. */
function nanoseconds(epochMs: number, ms: number): string {
  const wholeMs = Math.floor(epochMs);
  const restNs = Math.round((epochMs - wholeMs + ms) * 1e6);
  return String(BigInt(wholeMs) * 1_000_000n + BigInt(restNs));
}

/** By https://opentelemetry.io/docs/specs/semconv/http/http-spans/. */
function attributesOf(request: RequestTrace): OtlpAttribute[] {
  const address = URL.parse(request.url);
  return attributes({
    'http.request.method': request.method,
    'url.full': withoutLogin(request.url),
    'server.address': address?.hostname,
    'server.port': address ? portOf(address) : undefined,
    'http.response.status_code': request.status ?? undefined,
    'http.request.body.size': request.sentBytes,
    'http.response.body.size':
      request.headersMs === null ? undefined : request.bytes,
    'error.type': errorType(request),
    'async_lab.connection': request.connectionId ?? undefined,
  });
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (/^(https|wss):$/.test(protocol) ? 443 : 80) : +port;
}

/** The conventions want no login in an address. */
function withoutLogin(url: string): string {
  const address = URL.parse(url);
  if (!address || (address.username === '' && address.password === '')) {
    return url;
  }
  address.username = address.password = 'REDACTED';
  return address.href;
}

function errorType(request: RequestTrace): string | undefined {
  const { error, status } = request;
  if (error) return error.code ?? error.name;
  return failed(request) ? String(status) : undefined;
}

function statusOf(request: RequestTrace): OtlpSpan['status'] {
  if (!failed(request)) return {};
  const { error } = request;
  return {
    code: statusCode.error,
    ...(error ? { message: error.message } : {}),
  };
}
