import type { RequestTrace } from '../trace.ts';
import { outcomeOf, type PhaseSpan } from '../analyse/phases.ts';
import {
  duration,
  keepEnd,
  keepStart,
  pathOf,
  size,
  phaseWords,
} from './words.ts';

/** Method and path, the method only where it is not the usual one. */
export function pathWords(
  { method, url }: RequestTrace,
  length: number,
): string {
  const shown = method === 'GET' ? '' : `${keepStart(method, 8)} `;
  // A tunnel has no path: it is asked for by host and port.
  const isTunnel = method === 'CONNECT' && /^\w+:\/\/[^/]+$/.test(url);
  const target = isTunnel ? url.replace(/^\w+:\/\//, '') : pathOf(url);
  return shown + keepEnd(target, length - shown.length);
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
        status: `${request.status ?? ''}`,
        bytes: size(request.bytes),
        time,
      };
  }
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
): string {
  const { status, time } = endWords(request, spans);
  const error = request.error
    ? `${errorName(request)}: ${keepStart(request.error.message, 80)}`
    : '';
  const head = `${request.id}. ${pathWords(request, 80)}`;
  const outcome = [
    error || status,
    request.error ? '' : size(request.bytes),
    time,
  ];
  const lines = spans.map(
    ({ phase, startMs, endMs }) =>
      `${phaseWords[phase]} ${duration(endMs - startMs)}`,
  );
  return [`${head}: ${outcome.filter(Boolean).join(', ')}`, ...lines].join(
    '\n',
  );
}
