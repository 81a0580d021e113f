import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bothSides } from '../fixtures/both-sides.ts';
import { traceOf } from '../fixtures/trace-of.ts';
import type { ServerOpening, ServerSide, Trace } from '../trace.ts';
import { loadByColumn, mostAtOnceIn } from './server-load.ts';
import { hasServerSide, serverSpansOf } from './server-spans.ts';
import { traceUntil } from './trace-until.ts';

const seen: ServerSide = {
  arrivedMs: 10,
  turnMs: 30,
  answeredMs: 60,
  endedMs: 70,
  abandonedMs: null,
};

/** A request of 100 ms and what its server saw, as spans in short. */
function spansOf(
  server: ServerSide | undefined,
  opening?: ServerOpening,
  closedMs: number | null = null,
) {
  const times = { queuedMs: 0, sentMs: 5, headersMs: 65, endMs: 80 };
  const trace = traceOf([{ ...times, connectionId: 1 }], { durationMs: 100 });
  const [request, connection] = [trace.requests[0], trace.connections[0]];
  assert.ok(request && connection);
  return serverSpansOf(
    { ...request, ...(server && { server }) },
    { ...connection, closedMs, ...(opening && { server: opening }) },
    100,
  ).map(({ phase, of, startMs, endMs }) => [phase, of, startMs, endMs]);
}

suite('what a server did', () => {
  test('is a wait in its queue, then work until all is given away', () => {
    assert.deepEqual(spansOf(seen), [
      ['serverQueue', 'request', 10, 30],
      ['serverWork', 'request', 30, 70],
    ]);
  });

  test('begins with the opening of the connection', () => {
    const opening = { acceptedMs: 2, turnMs: 8, openMs: 20 };
    assert.deepEqual(spansOf(seen, opening), [
      ['serverQueue', 'connection', 2, 8],
      ['serverWork', 'connection', 8, 20],
      ['serverQueue', 'request', 20, 30],
      ['serverWork', 'request', 30, 70],
    ]);
  });

  test('ends in the queue where its client left before its turn', () => {
    const left = { ...seen, turnMs: null, answeredMs: null, endedMs: null };
    assert.deepEqual(spansOf({ ...left, abandonedMs: 25 }), [
      ['serverQueue', 'request', 10, 25],
    ]);
  });

  test('ends with the client that left while its connection was opened', () => {
    const opening = { acceptedMs: 2, turnMs: 8, openMs: 20 };
    const left = { ...seen, turnMs: null, answeredMs: null, endedMs: null };
    const spans = [
      ['serverQueue', 'connection', 2, 8],
      ['serverWork', 'connection', 8, 15],
    ];
    assert.deepEqual(spansOf({ ...left, abandonedMs: 15 }, opening), spans);
    assert.deepEqual(spansOf(undefined, opening, 15), spans);
  });

  test('lasts to the end of the recording where it is not over', () => {
    const running = { ...seen, answeredMs: null, endedMs: null };
    assert.deepEqual(spansOf(running).at(-1), [
      'serverWork',
      'request',
      30,
      100,
    ]);
    assert.deepEqual(spansOf({ ...running, turnMs: null }), [
      ['serverQueue', 'request', 10, 100],
    ]);
  });

  test('has gaps while a slow reader holds it up', () => {
    const pauses = [
      { fromMs: 40, toMs: 45 },
      { fromMs: 50, toMs: null },
    ];
    assert.deepEqual(spansOf({ ...seen, pauses }), [
      ['serverQueue', 'request', 10, 30],
      ['serverWork', 'request', 30, 40],
      ['serverHeld', 'request', 40, 45],
      ['serverWork', 'request', 45, 50],
      ['serverHeld', 'request', 50, 70],
    ]);
  });

  test('is nothing where no server told', () => {
    assert.deepEqual(spansOf(undefined), []);
  });

  test('may have impossible times: spans stay in order', () => {
    const wrong = { ...seen, arrivedMs: 90, turnMs: 5, endedMs: 50 };
    const pauses = [{ fromMs: -5, toMs: -9 }];
    for (const [, , startMs, endMs] of spansOf({ ...wrong, pauses })) {
      assert.ok(Number(startMs) < Number(endMs));
    }
  });
});

suite('the load of a server', () => {
  const spans = serverSpans(bothSides(150, 20));

  function serverSpans(trace: Trace) {
    return trace.requests.flatMap((request) =>
      serverSpansOf(request, undefined, trace.durationMs),
    );
  }

  test('adds up to the time of all spans, however it is cut', () => {
    const window = { fromMs: 0, toMs: 2_000 };
    const work = spans.filter(({ phase }) => phase === 'serverWork');
    const totalMs = work.reduce(
      (sum, { startMs, endMs }) => sum + endMs - startMs,
      0,
    );
    for (const columns of [1, 7, 640]) {
      const loads = loadByColumn('serverWork', spans, window, columns);
      const sum = loads.reduce((a, b) => a + b) * (2_000 / columns);
      assert.ok(Math.abs(sum - totalMs) < 1e-6, `${columns}: ${sum}`);
      assert.ok(loads.every((load) => load > -1e-9));
    }
  });

  test('counts what is outside of the window only inside', () => {
    const one = [
      { phase: 'serverWork', of: 'request', startMs: -10, endMs: 90 },
    ] as const;
    const window = { fromMs: 20, toMs: 40 };
    assert.deepEqual(loadByColumn('serverWork', one, window, 2), [1, 1]);
    const later = { fromMs: 100, toMs: 140 };
    assert.deepEqual(loadByColumn('serverWork', one, later, 2), [0, 0]);
  });

  test('is at most what was there at once', () => {
    const work = spans.filter(({ phase }) => phase === 'serverWork');
    const counts = work.map(
      ({ startMs: ms }) =>
        work.filter(({ startMs, endMs }) => startMs <= ms && ms < endMs).length,
    );
    assert.equal(mostAtOnceIn('serverWork', spans), Math.max(...counts));
    const inTurn = [0, 10, 20].map(
      (startMs) =>
        ({
          phase: 'serverWork',
          of: 'request',
          startMs,
          endMs: startMs + 10,
        }) as const,
    );
    assert.equal(mostAtOnceIn('serverWork', inTurn), 1);
    assert.equal(mostAtOnceIn('serverQueue', inTurn), 0);
  });
});

test('a trace until a moment knows only what the server did by then', () => {
  const trace = bothSides();
  const [first] = trace.requests;
  assert.ok(first?.server);
  const { arrivedMs, turnMs } = first.server;
  const atTurn = traceUntil(trace, turnMs ?? 0).requests[0]?.server;
  assert.deepEqual(
    [atTurn?.arrivedMs, atTurn?.turnMs, atTurn?.answeredMs],
    [arrivedMs, turnMs, null],
  );
  assert.equal(hasServerSide(traceUntil(trace, arrivedMs - 0.01)), false);
});
