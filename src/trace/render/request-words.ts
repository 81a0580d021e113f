import type { ConnectionTrace, RequestTrace } from '../trace.ts';
import { outcomeOf, type PhaseSpan } from '../analyse/phases.ts';
import type { ServerSpan } from '../analyse/server-spans.ts';
import {
  duration,
  keepEnd,
  keepStart,
  pathOf,
  size,
  phaseWords,
  serverSpanWords,
} from './words.ts';

/**
 * Method and path, the method only where it is not the usual one. With the host
 * in front of it where the connection leads to another one, as to a proxy.
 */
export function pathWords(
  { method, url }: RequestTrace,
  length: number,
  connection?: ConnectionTrace,
): string {
  const shown = method === 'GET' ? '' : `${keepStart(method, 8)} `;
  return (
    shown + keepEnd(targetOf(method, url, connection), length - shown.length)
  );
}

function targetOf(
  method: string,
  url: string,
  connection: ConnectionTrace | undefined,
): string {
  // A tunnel has no path: it is asked for by host and port.
  const tunnel = /^\w+:\/\/([^/]+)\/?$/.exec(url)?.[1];
  if (method === 'CONNECT' && tunnel !== undefined) return tunnel;
  const host = URL.parse(url)?.host ?? '';
  const connected = URL.parse(connection?.origin ?? '')?.host ?? host;
  return host === connected ? pathOf(url) : host + pathOf(url);
}

/** How a request ended, for the three columns at the end of its row. */
export function endWords(
  request: RequestTrace,
  spans: readonly PhaseSpan[],
): { status: string; bytes: string; time: string } {
  const time = duration(spanMs(spans));
  switch (outcomeOf(request)) {
    case 'running':
      return { status: 'running', bytes: '', time };
    case 'aborted':
      return { status: 'aborted', bytes: '', time };
    case 'failed':
      return { status: keepStart(errorName(request), 14), bytes: '', time };
    default:
      return {
        status: keepStart(statusWords(request), 14),
        // What is carried after an upgrade is not this answer's body.
        bytes: hasBecomeOther(request) ? '' : size(request.bytes),
        time,
      };
  }
}

/** Whether its connection carries something else from the answer on. */
function hasBecomeOther({ method, status }: RequestTrace): boolean {
  return (
    status === 101 || (method === 'CONNECT' && status !== null && status < 300)
  );
}

/** A connection that carries something else from now on is said to do so. */
function statusWords(request: RequestTrace): string {
  const { method, status, responseHeaders } = request;
  if (status === null) return '';
  if (!hasBecomeOther(request)) return `${status}`;
  if (method === 'CONNECT') return `${status} tunnel`;
  const upgrade = responseHeaders.find(
    ([name]) => name.toLowerCase() === 'upgrade',
  );
  return `101 ${upgrade?.[1] ?? 'upgraded'}`;
}

/** The code of a request's error, or else its name; empty if it has no error. */
function errorName({ error }: RequestTrace): string {
  return error?.code ?? error?.name ?? '';
}

function spanMs(spans: readonly PhaseSpan[]): number {
  return (spans.at(-1)?.endMs ?? 0) - (spans[0]?.startMs ?? 0);
}

/** Everything known about a request, for when the pointer rests on its row. */
export function describeRequest(
  request: RequestTrace,
  spans: readonly PhaseSpan[],
  connection?: ConnectionTrace,
  atServer: readonly ServerSpan[] = [],
): string {
  const { status, time } = endWords(request, spans);
  const error = request.error
    ? `${errorName(request)}: ${keepStart(request.error.message, 80)}`
    : '';
  const head = `${request.id}. ${pathWords(request, 80, connection)}`;
  const outcome = [
    error || status,
    request.error ? '' : size(request.bytes),
    time,
  ];
  const lines = spans.map(
    ({ phase, startMs, endMs }) =>
      `${phaseWords[phase]} ${duration(endMs - startMs)}`,
  );
  const serverLines = atServer.map(
    (span) => `${serverSpanWords(span)} ${duration(span.endMs - span.startMs)}`,
  );
  return [
    `${head}: ${outcome.filter(Boolean).join(', ')}`,
    ...lines,
    ...serverLines,
  ].join('\n');
}
