import { clamp } from '../clamp.ts';
import type {
  ConnectionTrace,
  RequestTrace,
  ServerOpening,
  ServerSide,
  Trace,
} from '../trace.ts';

/** What a server did with a request, or did not. */
export type ServerPhase = 'serverQueue' | 'serverWork' | 'serverHeld';

export const serverPhases: readonly ServerPhase[] = [
  'serverQueue',
  'serverWork',
  'serverHeld',
];

export interface ServerSpan {
  readonly phase: ServerPhase;
  /** Whether it served the request itself, or the opening of its connection. */
  readonly of: 'connection' | 'request';
  readonly startMs: number;
  readonly endMs: number;
}

/** Whether a trace shows the server's side of any of its requests. */
export function hasServerSide({ requests }: Trace): boolean {
  return requests.some(({ server }) => server !== undefined);
}

/**
 * What a request's server did and when, in order and without overlap, none of
 * it empty: first for its connection, where this was the first request over it,
 * then for the request itself. Empty where no server told.
 */
export function serverSpansOf(
  request: RequestTrace,
  connection: ConnectionTrace | undefined,
  durationMs: number,
): ServerSpan[] {
  const isFirst = connection?.requestIds[0] === request.id;
  const opening = isFirst ? connection.server : undefined;
  const { endedMs, abandonedMs } = request.server ?? {};
  const leftMs = endedMs ?? abandonedMs ?? connection?.closedMs;
  const untilMs = Math.min(leftMs ?? durationMs, durationMs);
  return [
    ...openingSpans(opening, untilMs),
    ...requestSpans(request.server, opening?.openMs ?? 0, untilMs),
  ].filter(({ startMs, endMs }) => endMs > startMs);
}

function openingSpans(
  opening: ServerOpening | undefined,
  untilMs: number,
): ServerSpan[] {
  if (!opening) return [];
  const startMs = clamp(opening.acceptedMs, 0, untilMs);
  const turnMs = clamp(opening.turnMs, startMs, untilMs);
  const endMs = clamp(opening.openMs, turnMs, untilMs);
  return [
    { phase: 'serverQueue', of: 'connection', startMs, endMs: turnMs },
    { phase: 'serverWork', of: 'connection', startMs: turnMs, endMs },
  ];
}

function requestSpans(
  server: ServerSide | undefined,
  openMs: number,
  untilMs: number,
): ServerSpan[] {
  if (!server) return [];
  const { arrivedMs, turnMs, pauses = [] } = server;
  const startMs = Math.min(Math.max(arrivedMs, openMs), untilMs);
  const beganMs = clamp(turnMs ?? untilMs, startMs, untilMs);
  const spans: ServerSpan[] = [
    { phase: 'serverQueue', of: 'request', startMs, endMs: beganMs },
  ];
  let workedMs = beganMs;
  for (const { fromMs, toMs } of pauses) {
    const heldMs = clamp(fromMs, workedMs, untilMs);
    const goesOnMs = clamp(toMs ?? untilMs, heldMs, untilMs);
    spans.push(
      { phase: 'serverWork', of: 'request', startMs: workedMs, endMs: heldMs },
      { phase: 'serverHeld', of: 'request', startMs: heldMs, endMs: goesOnMs },
    );
    workedMs = goesOnMs;
  }
  spans.push({
    phase: 'serverWork',
    of: 'request',
    startMs: workedMs,
    endMs: untilMs,
  });
  return spans;
}
