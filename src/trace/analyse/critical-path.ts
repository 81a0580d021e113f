import type { RequestTrace, Trace } from '../trace.ts';
import { connectionsById } from './connections.ts';
import { phasesOf, type Phase } from './phases.ts';

/** What a part of the path was: a request's phase, or the program's own time. */
export type PathKind = Phase | 'between';

/** A part of the chain that decided when a run ended. */
export interface PathPart {
  readonly kind: PathKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** The request whose phase it was; undefined between requests. */
  readonly requestId: number | undefined;
}

/** The chain of waits that decided when a run ended. */
export interface CriticalPath {
  /** In order of time, without gaps, from 0 to the end of the run. */
  readonly parts: readonly PathPart[];
  /** The requests on it, the first one first. */
  readonly requestIds: readonly number[];
  /** How many of them went on because a connection was free again. */
  readonly handedOver: number;
}

/** A request that began less than this after another's end followed it. */
const toleranceMs = 1;

interface Link {
  readonly request: RequestTrace;
  /** From here on, it is this request that the end waited for. */
  readonly fromMs: number;
  readonly followed: 'connection' | 'program' | 'start';
}

/**
 * Returns the critical path of a trace. From its last answer it goes back: to
 * the request that held the connection until then, or else to the one after
 * whose end the program asked for this. Which of the program's requests needs
 * which answer is not in a trace: it is the latest that ended before.
 */
export function criticalPathOf(trace: Trace): CriticalPath {
  const links = linksOf(trace);
  const connections = connectionsById(trace);
  const parts: PathPart[] = [];
  let atMs = 0;
  for (const [index, { request, fromMs }] of links.entries()) {
    const startMs = Math.max(atMs, fromMs);
    const nextMs = links[index + 1]?.fromMs ?? Infinity;
    add('between', startMs, undefined);
    const connection = connections.get(request.connectionId ?? Number.NaN);
    for (const span of phasesOf(request, connection, trace.durationMs)) {
      // An answer whose end is noted late still frees the connection before.
      add(span.phase, Math.min(span.endMs, nextMs), request.id);
    }
  }
  add('between', trace.durationMs, undefined);
  return {
    parts,
    requestIds: links.map(({ request }) => request.id),
    handedOver: links.filter(({ followed }) => followed === 'connection')
      .length,
  };

  function add(kind: PathKind, toMs: number, requestId?: number): void {
    if (!(toMs > atMs)) return;
    parts.push({ kind, fromMs: atMs, toMs, requestId });
    atMs = toMs;
  }
}

/** The chain from its first request to the last one that ended. */
function linksOf(trace: Trace): Link[] {
  const ended = byEnd(trace.requests);
  const ofConnection = new Map(
    [...Map.groupBy(ended, ({ connectionId }) => connectionId)].filter(
      ([id]) => id !== null,
    ),
  );
  const links: Link[] = [];
  let request = ended.at(-1);
  while (request) {
    const link = linkOf(request, ended, ofConnection);
    links.push(link);
    request = link.before;
  }
  return links.reverse();
}

function linkOf(
  request: RequestTrace,
  ended: readonly RequestTrace[],
  ofConnection: ReadonlyMap<number | null, readonly RequestTrace[]>,
): Link & { readonly before: RequestTrace | undefined } {
  const { queuedMs, connectionId } = request;
  const sentMs = request.sentMs ?? queuedMs;
  const carried = ofConnection.get(connectionId) ?? [];
  const holder = lastEndedBy(carried, sentMs, request);
  if (holder && (holder.endMs ?? 0) > queuedMs + toleranceMs) {
    return { request, fromMs: sentMs, followed: 'connection', before: holder };
  }
  const before = lastEndedBy(ended, queuedMs, request);
  const followed = before ? 'program' : 'start';
  return { request, fromMs: queuedMs, followed, before };
}

function byEnd(requests: readonly RequestTrace[]): RequestTrace[] {
  return requests
    .filter(({ endMs }) => endMs !== null)
    .sort((a, b) => (a.endMs ?? 0) - (b.endMs ?? 0) || a.id - b.id);
}

/** By bisection: a path may go through thousands of requests. */
function lastEndedBy(
  inOrder: readonly RequestTrace[],
  ms: number,
  request: RequestTrace,
): RequestTrace | undefined {
  // Each step goes back in time, or the path would never come to its start.
  const byMs = Math.min(ms + toleranceMs, request.endMs ?? ms);
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const endMs = inOrder[middle]?.endMs ?? 0;
    if (endMs <= byMs && endMs < (request.endMs ?? 0)) low = middle + 1;
    else high = middle;
  }
  return inOrder[low - 1];
}

/** What a path spent its time on, the most first, in milliseconds. */
export function timeByKind({
  parts,
}: Pick<CriticalPath, 'parts'>): readonly (readonly [
  kind: PathKind,
  ms: number,
])[] {
  const times = new Map<PathKind, number>();
  for (const { kind, fromMs, toMs } of parts) {
    times.set(kind, (times.get(kind) ?? 0) + toMs - fromMs);
  }
  return [...times].sort(([, a], [, b]) => b - a);
}
