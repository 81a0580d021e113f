import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceOf, type Timing } from '../fixtures/trace-of.ts';
import * as fixtures from '../fixtures/traces.ts';
import type { Trace } from '../trace.ts';
import { connectionsById } from './connections.ts';
import { phasesOf } from './phases.ts';

test('connections are found by their ids', () => {
  const byId = connectionsById(fixtures.bounded(10, 3));
  assert.deepEqual([...byId.keys()], [1, 2, 3]);
});

const answered: Timing = {
  queuedMs: 0,
  sentMs: 1,
  headersMs: 150,
  endMs: 160,
  connectionId: 1,
  connectingMs: 100,
};
const aborted: Timing = {
  queuedMs: 0,
  sentMs: 1,
  headersMs: null,
  endMs: 155,
  connectionId: 2,
  status: null,
  error: { name: 'AbortError', code: null, message: 'aborted' },
};

function phasesIn(trace: Trace, index: number): string[] {
  const request = trace.requests[index];
  assert.ok(request);
  const connection = connectionsById(trace).get(request.connectionId ?? 0);
  return phasesOf(request, connection, trace.durationMs).map(
    ({ phase, startMs, endMs }) => `${phase} ${startMs}–${endMs}`,
  );
}

test('a request that was never answered opened its connection like the others', () => {
  const trace = traceOf([answered, aborted], { durationMs: 160 });
  assert.deepEqual(phasesIn(trace, 1).slice(1), [
    'opening 0.6–101',
    'waiting 101–155',
  ]);
  assert.deepEqual(phasesIn(trace, 0).slice(1), [
    'opening 0.6–101',
    'waiting 101–150',
    'receiving 150–160',
  ]);
});

test('one that was aborted while its connection opened never waited for an answer', () => {
  const early = { ...aborted, endMs: 40 };
  const trace = traceOf([answered, early], { durationMs: 160 });
  assert.equal(phasesIn(trace, 1).at(-1), 'opening 0.6–40');
  const hanging = { ...aborted, endMs: null, error: null };
  const running = traceOf([answered, hanging], { durationMs: 90 });
  assert.equal(phasesIn(running, 1).at(-1), 'opening 0.6–90');
});

test('the connection that opened at the nearest time tells', () => {
  const later = {
    ...answered,
    queuedMs: 30,
    sentMs: 31,
    connectingMs: 60,
    connectionId: 3,
  };
  const abortedLater = { ...aborted, queuedMs: 30, sentMs: 30 };
  const trace = traceOf([answered, abortedLater, later], { durationMs: 160 });
  assert.equal(phasesIn(trace, 1).at(-1), 'waiting 90–155');
});

test('other servers tell nothing, and a connection that was open needs nothing', () => {
  const trace = traceOf([answered, aborted], { durationMs: 160 });
  const elsewhere = trace.connections.map((each) =>
    each.id === 2 ? { ...each, origin: 'http://mew.example' } : each,
  );
  const openBefore = trace.connections.map((each) =>
    each.id === 2 ? { ...each, openingMs: null, openMs: null } : each,
  );
  for (const connections of [elsewhere, openBefore]) {
    const [phase] = phasesIn({ ...trace, connections }, 1).slice(-1);
    assert.match(phase ?? '', /^waiting .*–155$/);
  }
});

test('what is known of a connection counts more than what others tell', () => {
  const trace = traceOf([answered, aborted], { durationMs: 160 });
  const known = (readyMs: number | null) => ({
    ...trace,
    connections: trace.connections.map((each) =>
      each.id === 2 ? { ...each, readyMs } : each,
    ),
  });
  assert.equal(phasesIn(known(30), 1).at(-1), 'waiting 30–155');
  assert.match(phasesIn(known(null), 1).at(-1) ?? '', /^opening .*–155$/);
});
