import type { RequestTrace, Trace } from '../trace.ts';
import type { ExploreState, Sort } from './state.ts';

/**
 * Gives what a state shows of a trace, as a trace: the requests that were under
 * way in its window and match its query, in its order, with their connections
 * and the whole heartbeat.
 */
export function viewOf(trace: Trace, state: ExploreState): Trace {
  const { fromMs, toMs } = state.window;
  const matches = matcherOf(state.query);
  const requests = trace.requests.filter(
    (request) =>
      beganMs(request) <= toMs &&
      (request.endMs ?? trace.durationMs) >= fromMs &&
      matches(request),
  );
  const carried = new Set(requests.map(({ connectionId }) => connectionId));
  return {
    ...trace,
    requests: sorted(requests, state.sort, trace.durationMs),
    connections: trace.connections.filter(({ id }) => carried.has(id)),
  };
}

/** How many requests do nothing but wait in line in what a state shows. */
export function waitingOnly(trace: Trace, { window }: ExploreState): number {
  return trace.requests.filter(
    (request) =>
      request.queuedMs <= window.toMs && beganMs(request) > window.toMs,
  ).length;
}

/** One that waits in line has not begun, unless it never comes to its turn. */
function beganMs({ queuedMs, sentMs }: RequestTrace): number {
  return sentMs ?? queuedMs;
}

function sorted(
  requests: readonly RequestTrace[],
  sort: Sort,
  durationMs: number,
): RequestTrace[] {
  const endOf = ({ endMs }: RequestTrace) => endMs ?? durationMs;
  const keys: Record<Sort, (request: RequestTrace) => number> = {
    made: ({ queuedMs }) => queuedMs,
    wait: (request) => request.queuedMs - (request.sentMs ?? endOf(request)),
    duration: (request) => request.queuedMs - endOf(request),
  };
  const key = keys[sort];
  return requests.toSorted((a, b) => key(a) - key(b) || a.id - b.id);
}

/**
 * A request matches when it has each of the words: in its address, its method,
 * its status (`404`, `5xx`), its error, or as its connection (`c3`).
 */
function matcherOf(query: string): (request: RequestTrace) => boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (request) => words.every((word) => hasWord(request, word));
}

function hasWord(request: RequestTrace, word: string): boolean {
  const { method, url, status, error, connectionId } = request;
  if (/^[1-5]xx$/.test(word)) {
    return `${status ?? ''}`.startsWith(word.charAt(0));
  }
  if (/^c\d+$/.test(word)) return connectionId === Number(word.slice(1));
  const text = [method, url, status, error?.code, error?.name, error?.message];
  return text.join(' ').toLowerCase().includes(word);
}
