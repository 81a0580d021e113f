import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { heartbeatGaps } from './heartbeat.ts';
import { percentile, summarise } from './summarise.ts';
import type { RequestTrace, Trace } from '../trace.ts';

function requestAt(
  id: number,
  times: Partial<RequestTrace> = {},
): RequestTrace {
  return {
    id,
    method: 'GET',
    url: `http://lab.example/${id}`,
    blocking: false,
    queuedMs: 0,
    sentMs: 0,
    headersMs: 1,
    endMs: 1,
    status: 200,
    bytes: 0,
    error: null,
    connectionId: 1,
    connectingMs: 0,
    requestHeaders: [],
    responseHeaders: [],
    ...times,
  };
}

function traceWith(parts: Partial<Trace>): Trace {
  return {
    startedAtEpochMs: 0,
    durationMs: 100,
    requests: [],
    connections: [],
    heartbeat: { intervalMs: 5, beatsMs: [] },
    ...parts,
  };
}

suite('summarise', () => {
  test('gives zeros for a trace in which nothing happened', () => {
    assert.deepEqual(summarise(traceWith({ durationMs: 0 })), {
      seconds: 0,
      requests: 0,
      failures: 0,
      connections: 0,
      peakInFlight: 0,
      p50Ms: 0,
      p95Ms: 0,
      heartbeatMaxGapMs: 0,
    });
  });

  test('counts requests in flight between sent and ended', () => {
    const requests = [
      requestAt(1, { sentMs: 0, endMs: 10 }),
      requestAt(2, { sentMs: 5, endMs: 15 }),
      requestAt(3, { sentMs: 10, endMs: 20 }),
      requestAt(4, { sentMs: null, endMs: null }),
      requestAt(5, { sentMs: 16, endMs: null }),
    ];
    assert.equal(summarise(traceWith({ requests })).peakInFlight, 2);
  });

  test('counts errors and statuses of 400 and more as failures', () => {
    const error = { name: 'SocketError', code: 'UND_ERR_SOCKET', message: '' };
    const requests = [
      requestAt(1),
      requestAt(2, { status: 404 }),
      requestAt(3, { status: null, error }),
    ];
    assert.equal(summarise(traceWith({ requests })).failures, 2);
  });

  test('measures durations from queued to ended', () => {
    const requests = [1, 2, 3, 4].map((id) =>
      requestAt(id, { queuedMs: 10, endMs: 10 + id * 10 }),
    );
    const { p50Ms, p95Ms } = summarise(traceWith({ requests }));
    assert.deepEqual({ p50Ms, p95Ms }, { p50Ms: 20, p95Ms: 40 });
  });
});

test('a percentile is the smallest value that enough do not exceed', () => {
  assert.equal(percentile([1, 2, 3, 4], 0), 1);
  assert.equal(percentile([1, 2, 3, 4], 0.51), 3);
  assert.equal(percentile([1, 2, 3, 4], 1), 4);
  assert.equal(percentile([], 0.5), 0);
});

test('gaps of the heartbeat reach from the start to the end', () => {
  const heartbeat = { intervalMs: 5, beatsMs: [5, 60] };
  assert.deepEqual(heartbeatGaps(traceWith({ heartbeat })), [
    { fromMs: 0, toMs: 5 },
    { fromMs: 5, toMs: 60 },
    { fromMs: 60, toMs: 100 },
  ]);
});
