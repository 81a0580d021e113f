import type { ConnectionTrace, RequestTrace, Trace } from '../trace.ts';
import { clamp } from '../clamp.ts';

/** The phases of a request, in this order. */
export type Phase =
  | 'queued'
  | 'lookup'
  | 'opening'
  | 'securing'
  | 'sending'
  | 'waiting'
  | 'receiving';

export const phases: readonly Phase[] = [
  'queued',
  'lookup',
  'opening',
  'securing',
  'sending',
  'waiting',
  'receiving',
];

export interface PhaseSpan {
  readonly phase: Phase;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The phases of a request with their times, in order and without overlap, none
 * of them empty. Missing or impossible times are replaced by the nearest
 * possible ones: a picture of a damaged trace is better than none.
 */
export function phasesOf(
  request: RequestTrace,
  connection: ConnectionTrace | undefined,
  durationMs: number,
): PhaseSpan[] {
  const queuedMs = Math.max(0, known(request.queuedMs, 0));
  const endMs = Math.max(queuedMs, known(request.endMs, durationMs));
  const sentMs = clamp(known(request.sentMs, endMs), queuedMs, endMs);
  const headersMs = clamp(known(request.headersMs, endMs), sentMs, endMs);
  const opening = openingWhileQueued(request, connection, queuedMs, sentMs);
  const connectedMs = clamp(
    connectedAt(request, connection, sentMs),
    sentMs,
    headersMs,
  );
  const bodySentMs = clamp(bodySentBy(request, sentMs), connectedMs, headersMs);
  return joined([
    span('queued', queuedMs, opening[0]?.startMs ?? sentMs),
    ...opening,
    span('opening', sentMs, connectedMs),
    span('sending', connectedMs, bodySentMs),
    span('waiting', bodySentMs, headersMs),
    span('receiving', headersMs, endMs),
  ]);
}

/**
 * When the server had opened the connection: as its answer says, and without
 * an answer, as is known of the connection of its first request.
 */
function connectedAt(
  request: RequestTrace,
  connection: ConnectionTrace | undefined,
  sentMs: number,
): number {
  const isFirst = connection?.requestIds[0] === request.id;
  const { headersMs, connectingMs } = request;
  if (headersMs === null && isFirst && connection.readyMs !== undefined) {
    return known(connection.readyMs, Infinity);
  }
  return sentMs + Math.max(0, known(connectingMs, 0));
}

/** When the body had been sent; one that was never sent whole lasts to the end. */
function bodySentBy({ bodySentMs }: RequestTrace, sentMs: number): number {
  if (bodySentMs === undefined) return sentMs;
  return known(bodySentMs, Infinity);
}

/**
 * The first request of a connection waits while the connection opens, until it
 * can be sent. A request made when the connection was already open does not.
 */
function openingWhileQueued(
  request: RequestTrace,
  connection: ConnectionTrace | undefined,
  queuedMs: number,
  sentMs: number,
): PhaseSpan[] {
  const isFirst = connection?.requestIds[0] === request.id;
  if (!isFirst || connection.openingMs === null) return [];
  const openMs = known(connection.openMs, sentMs);
  if (openMs <= queuedMs) return [];
  const startMs = clamp(connection.openingMs, queuedMs, sentMs);
  return stepsOfOpening(connection, startMs, sentMs);
}

/** Name, TCP connection and encryption, as far as they were measured. */
function stepsOfOpening(
  { origin, lookedUpMs, tcpOpenMs }: ConnectionTrace,
  startMs: number,
  endMs: number,
): PhaseSpan[] {
  const foundMs = clamp(known(lookedUpMs, startMs), startMs, endMs);
  const isSecure = origin.startsWith('https:');
  const plainMs = isSecure
    ? clamp(known(tcpOpenMs, endMs), foundMs, endMs)
    : endMs;
  return [
    span('lookup', startMs, foundMs),
    span('opening', foundMs, plainMs),
    span('securing', plainMs, endMs),
  ];
}

function span(phase: Phase, startMs: number, endMs: number): PhaseSpan {
  return { phase, startMs, endMs };
}

function known(value: number | null | undefined, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : otherwise;
}

function joined(spans: readonly PhaseSpan[]): PhaseSpan[] {
  const result: PhaseSpan[] = [];
  for (const each of spans.filter(({ startMs, endMs }) => endMs > startMs)) {
    const last = result.at(-1);
    if (last?.phase === each.phase) {
      result[result.length - 1] = { ...last, endMs: each.endMs };
    } else {
      result.push(each);
    }
  }
  return result;
}

/** How a request ended, or that it is still running. */
export type Outcome =
  'answered' | 'error status' | 'failed' | 'aborted' | 'running';

/** `error status` is an answer, though one of 400 or more. */
export function outcomeOf(request: RequestTrace): Outcome {
  const { error, status, endMs } = request;
  if (error?.name === 'AbortError' || error?.code === 'UND_ERR_ABORTED') {
    return 'aborted';
  }
  if (error) return 'failed';
  if ((status ?? 0) >= 400) return 'error status';
  return endMs === null ? 'running' : 'answered';
}

/** When the last event of a trace happened, at least 1 ms. */
export function lengthMs(trace: Trace): number {
  let latestMs = Math.max(1, known(trace.durationMs, 0));
  for (const { endMs } of trace.requests) {
    latestMs = Math.max(latestMs, known(endMs, 0));
  }
  return latestMs;
}
