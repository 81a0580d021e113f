import type { ConnectionTrace, Trace, TraceError } from '../trace.ts';
import { traceOf, type Timing } from './fixture-trace.ts';

/** Numbers in [0, 1) that look random and are the same each time. */
function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One after another, a new connection for each: the blocking rung's staircase. */
export function newConnectionEach(requests: number, blocking = false): Trace {
  const noise = createNoise(7);
  const timings: Timing[] = [];
  let nowMs = 2;
  for (let index = 0; index < requests; index += 1) {
    const connectingMs = 139 + noise() * 4;
    const headersMs = nowMs + 0.5 + connectingMs + 52 + noise() * 3;
    const endMs = headersMs + 0.8;
    timings.push({
      queuedMs: nowMs,
      sentMs: nowMs + 0.5,
      headersMs,
      endMs,
      connectionId: index + 1,
      connectingMs,
      blocking,
    });
    nowMs = endMs + 0.2;
  }
  const heldUp: [number, number][] = blocking ? [[0, nowMs + 1]] : [];
  const trace = traceOf(timings, { durationMs: nowMs, heldUp });
  return {
    ...trace,
    connections: trace.connections.map(closedAfterUse(trace)),
  };
}

function closedAfterUse({ requests }: Trace) {
  return (connection: ConnectionTrace): ConnectionTrace => {
    const last = requests.findLast(
      (each) => each.connectionId === connection.id,
    );
    return { ...connection, closedMs: last?.endMs ?? null };
  };
}

/** One after another over one connection. */
export function pooled(requests: number): Trace {
  const noise = createNoise(11);
  const timings: Timing[] = [];
  let nowMs = 2;
  for (let index = 0; index < requests; index += 1) {
    const connectingMs = index === 0 ? 140 : 0;
    const headersMs = nowMs + 0.4 + connectingMs + 52 + noise() * 3;
    const endMs = headersMs + 0.6;
    timings.push({
      queuedMs: nowMs,
      sentMs: nowMs + 0.4,
      headersMs,
      endMs,
      connectionId: 1,
      connectingMs,
    });
    nowMs = endMs + 0.2;
  }
  return traceOf(timings, { durationMs: nowMs });
}

/** All at once, over as many connections as there are requests. */
export function unbounded(requests: number): Trace {
  return bounded(requests, requests);
}

/**
 * All asked for at once over a bounded pool, after the latency model: 132.3 ms
 * and 51 ms at the same time as others, 7.7 ms and 2 ms one at a time.
 */
export function bounded(requests: number, connections: number): Trace {
  let serialFreeMs = 3;
  const freeMs = Array.from({ length: connections }, () => 3);
  const reserve = (nowMs: number, serialMs: number) =>
    (serialFreeMs = Math.max(nowMs, serialFreeMs) + serialMs);
  const opened = freeMs.map((nowMs) => reserve(nowMs, 7.7) + 132.3);
  const timings: Timing[] = [];
  for (let index = 0; index < requests; index += 1) {
    const lane =
      index < connections ? index : freeMs.indexOf(Math.min(...freeMs));
    const sentMs = freeMs[lane] ?? 0;
    const readyMs = index < connections ? (opened[lane] ?? 0) : sentMs;
    const headersMs = reserve(readyMs, 2) + 51;
    freeMs[lane] = headersMs + 1.5;
    timings.push({
      queuedMs: 1 + index * 0.01,
      sentMs,
      headersMs,
      endMs: headersMs + 1.3,
      connectionId: lane + 1,
      connectingMs: index < connections ? readyMs - sentMs : 0,
    });
  }
  return traceOf(timings, { durationMs: Math.max(...freeMs) + 1 });
}

/** The index, then 28 speakers' pages at once; a parse holds the loop up. */
export function conference(): Trace {
  const index: Timing = {
    queuedMs: 1,
    sentMs: 2,
    headersMs: 842,
    endMs: 860,
    connectionId: 1,
    connectingMs: 490,
    path: '/2026/speakers',
    bytes: 18_231,
  };
  const pages = bounded(28, 28).requests.map((request, at): Timing => ({
    queuedMs: 905 + at * 0.1,
    sentMs: 906 + at * 0.3,
    headersMs: 906 + 490 + 350 + at * 48,
    endMs: 906 + 490 + 350 + at * 48 + 22,
    connectionId: at + 2,
    connectingMs: 490 + at * 7,
    path: `/2026/speakers/${speakers[at % speakers.length] ?? ''}-${request.id}/`,
    bytes: 4_000 + at * 311,
  }));
  return traceOf([index, ...pages], {
    durationMs: 3080,
    heldUp: [
      [862, 903],
      [1990, 2330],
    ],
  });
}

const speakers = ['mira-okonkwo', 'jo-lund', 'a-very-long-speaker-name-indeed'];

const refused: TraceError = {
  name: 'Error',
  code: 'ECONNREFUSED',
  message: 'connect ECONNREFUSED 127.0.0.1:1',
};
const aborted: TraceError = {
  name: 'AbortError',
  code: null,
  message: 'This operation was aborted',
};

/** Every outcome that there is, in eight requests. */
export function everyOutcome(): Trace {
  const base = { queuedMs: 3, connectionId: null, status: null };
  return traceOf(
    [
      {
        queuedMs: 2,
        sentMs: 4,
        headersMs: 196,
        endMs: 199,
        connectionId: 1,
        connectingMs: 139,
      },
      { ...base, sentMs: null, headersMs: null, endMs: 9, error: refused },
      {
        ...base,
        sentMs: 4,
        headersMs: null,
        endMs: 120,
        connectionId: 2,
        error: aborted,
      },
      {
        queuedMs: 4,
        sentMs: 5,
        headersMs: 90,
        endMs: 91,
        connectionId: 3,
        status: 404,
        path: '/api/v2/pokemon/missingno?<b>"&\'',
      },
      {
        queuedMs: 5,
        sentMs: 92,
        headersMs: 160,
        endMs: 380,
        connectionId: 3,
        bytes: 3_400_000,
        path: `/files/${'deep/'.repeat(400)}large.bin`,
      },
      {
        queuedMs: 6,
        sentMs: 8,
        headersMs: 150,
        endMs: 210,
        connectionId: 4,
        error: {
          name: 'SocketError',
          code: 'UND_ERR_SOCKET',
          message: 'other side closed',
        },
        bytes: 512,
      },
      {
        queuedMs: 200,
        sentMs: 201,
        headersMs: 260,
        endMs: null,
        connectionId: 1,
        method: 'POST',
        path: '/upload',
      },
      {
        queuedMs: 220,
        sentMs: null,
        headersMs: null,
        endMs: null,
        connectionId: null,
        status: null,
      },
    ],
    { durationMs: 400, heldUp: [[262, 330]] },
  );
}

/** One request of a few milliseconds. */
export function single(): Trace {
  return traceOf(
    [
      {
        queuedMs: 0.3,
        sentMs: 1.1,
        headersMs: 4.2,
        endMs: 4.9,
        connectionId: 1,
        path: '/api/v2/pokemon/151',
      },
    ],
    { durationMs: 5.1 },
  );
}

/** Nothing but a heartbeat. */
export function noRequests(): Trace {
  return traceOf([], { durationMs: 1200 });
}

/** All of them refused. */
export function allFailed(requests: number): Trace {
  return traceOf(
    Array.from({ length: requests }, (_, index) => ({
      queuedMs: index * 3,
      sentMs: null,
      headersMs: null,
      endMs: index * 3 + 2,
      connectionId: null,
      status: null,
      error: refused,
    })),
    { durationMs: requests * 3 },
  );
}

/** Times that no clock gives: out of order, negative, not numbers. */
export function damaged(): Trace {
  return traceOf(
    [
      { queuedMs: -5, sentMs: 40, headersMs: 20, endMs: 60, connectionId: 1 },
      { queuedMs: 50, sentMs: 10, headersMs: null, endMs: 30, connectionId: 1 },
      {
        queuedMs: Number.NaN,
        sentMs: null,
        headersMs: 5,
        endMs: Infinity,
        connectionId: 7,
        connectingMs: -3,
      },
      {
        queuedMs: 10,
        sentMs: 12,
        headersMs: 30,
        endMs: 31,
        connectionId: 2,
        connectingMs: 5000,
      },
    ],
    { durationMs: 80 },
  );
}
