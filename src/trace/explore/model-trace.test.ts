import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelTrace } from './model-trace.ts';

const model = {
  connect: { serialMs: 10, parallelMs: 100 },
  request: { serialMs: 2, parallelMs: 50 },
};

test('requests share a connection, one after another', () => {
  const { durationMs, requests } = modelTrace(model, {
    requests: 3,
    connections: 1,
  });
  assert.equal(durationMs, 110 + 3 * 52);
  assert.deepEqual(
    requests.map(({ server }) => server?.turnMs),
    [110, 162, 214],
  );
});

test('connections wait for one another, and so do requests', () => {
  const { connections, requests } = modelTrace(model, {
    requests: 3,
    connections: 3,
  });
  assert.deepEqual(
    connections.map(({ openMs }) => openMs),
    [110, 120, 130],
  );
  assert.deepEqual(
    requests.map(({ endMs }) => endMs),
    [162, 172, 182],
  );
});

test('no more connections are opened than there are requests', () => {
  const plan = { requests: 2, connections: 9 };
  assert.equal(modelTrace(model, plan).connections.length, 2);
});

test('nothing to request takes no time', () => {
  const trace = modelTrace(model, { requests: 0, connections: 4 });
  assert.deepEqual([trace.durationMs, trace.requests], [0, []]);
});
