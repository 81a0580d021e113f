import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bounded, everyOutcome, pooled } from '../fixtures/traces.ts';
import { traceUntil } from './trace-until.ts';

describe('a trace until a moment', () => {
  test('is the whole trace at its end and after it', () => {
    const trace = everyOutcome();
    assert.equal(traceUntil(trace, trace.durationMs), trace);
    assert.equal(traceUntil(trace, Infinity), trace);
  });

  test('has nothing in it that came later', () => {
    const trace = bounded(150, 20);
    const untilMs = trace.durationMs / 2;
    const part = traceUntil(trace, untilMs);
    assert.equal(part.durationMs, untilMs);
    const times = [
      ...part.requests.flatMap(({ queuedMs, sentMs, headersMs, endMs }) => [
        queuedMs,
        sentMs,
        headersMs,
        endMs,
      ]),
      ...part.connections.flatMap(({ openMs, closedMs }) => [openMs, closedMs]),
      ...part.heartbeat.beatsMs,
    ];
    assert.ok(times.every((ms) => ms === null || ms <= untilMs));
    assert.ok(part.requests.some(({ endMs }) => endMs !== null));
    assert.ok(part.requests.some(({ endMs }) => endMs === null));
  });

  test('has a request under way without its answer', () => {
    const trace = pooled(3);
    const second = trace.requests[1];
    assert.ok(second?.sentMs && second.headersMs);
    const part = traceUntil(trace, (second.sentMs + second.headersMs) / 2);
    const { status, bytes, endMs, connectionId } = part.requests[1] ?? {};
    assert.deepEqual([status, bytes, endMs, connectionId], [null, 0, null, 1]);
    assert.deepEqual(part.connections[0]?.requestIds, [1, 2]);
  });

  test('names only connections that carried something by then', () => {
    const part = traceUntil(bounded(150, 20), 0);
    assert.deepEqual(part.connections, []);
  });
});
