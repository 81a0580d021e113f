import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceOf, type Timing } from '../fixtures/trace-of.ts';
import { bounded, pooled } from '../fixtures/traces.ts';
import { criticalPathOf, timeByKind } from './critical-path.ts';

const timing = (
  queuedMs: number,
  sentMs: number | null,
  endMs: number | null,
  connectionId: number | null = 1,
): Timing => ({ queuedMs, sentMs, headersMs: endMs, endMs, connectionId });

const pathOf = (timings: readonly Timing[], durationMs: number) =>
  criticalPathOf(traceOf(timings, { durationMs }));

suite('the chain of waits that decided the end', () => {
  test('goes through what was asked for in turn', () => {
    const path = pathOf([timing(0, 0, 50), timing(50, 50, 110)], 110);
    assert.deepEqual(path.requestIds, [1, 2]);
    assert.equal(path.handedOver, 0);
    assert.deepEqual(timeByKind(path), [['waiting', 110]]);
  });

  test('goes through the requests that held the connection, and not through others', () => {
    const path = pathOf(
      [
        timing(0, 0, 50),
        timing(0, 0, 70, 2),
        timing(0, 50, 120),
        timing(0, 70, 90, 2),
      ],
      120,
    );
    assert.deepEqual(path.requestIds, [1, 3]);
    assert.equal(path.handedOver, 1);
  });

  test('is one request where all were sent at once', () => {
    const path = pathOf(
      [timing(0, 0, 50), timing(0, 0, 80, 2), timing(0, 0, 60, 3)],
      80,
    );
    assert.deepEqual(path.requestIds, [2]);
  });

  test('says what the program itself took, before, between and after', () => {
    const path = pathOf([timing(10, 10, 50), timing(80, 80, 100)], 130);
    const between = path.parts.filter(({ kind }) => kind === 'between');
    assert.deepEqual(
      between.map(({ fromMs, toMs }) => [fromMs, toMs]),
      [
        [0, 10],
        [50, 80],
        [100, 130],
      ],
    );
  });

  test('is the program alone where no request was made, or none ended', () => {
    assert.deepEqual(pathOf([], 40).parts, [
      { kind: 'between', fromMs: 0, toMs: 40, requestId: undefined },
    ]);
    assert.deepEqual(pathOf([timing(0, 0, null)], 40).requestIds, []);
  });

  test('counts a wait in line that nothing explains as such', () => {
    const path = pathOf([timing(0, 60, 100)], 100);
    assert.deepEqual(timeByKind(path), [
      ['queued', 59.6],
      ['waiting', 40],
      ['opening', 0.3999999999999986],
    ]);
  });

  test('comes to an end where times are equal or impossible', () => {
    assert.deepEqual(
      pathOf([timing(5, 5, 5), timing(5, 5, 5), timing(5, 5, 5)], 5).requestIds
        .length,
      1,
    );
    const path = pathOf([timing(50, 40, 10), timing(0, 90, 20)], 60);
    assert.ok(path.requestIds.length > 0);
  });

  for (const trace of [pooled(150), bounded(150, 20), bounded(10_000, 20)]) {
    test(`has no gap and no overlap: ${trace.requests.length} requests over ${trace.connections.length}`, () => {
      const { parts } = criticalPathOf(trace);
      let atMs = 0;
      for (const { fromMs, toMs } of parts) {
        assert.equal(fromMs, atMs);
        assert.ok(toMs > fromMs);
        atMs = toMs;
      }
      assert.equal(atMs, trace.durationMs);
    });
  }

  test('of a pooled run goes through all of its requests', () => {
    assert.equal(criticalPathOf(pooled(20)).requestIds.length, 20);
  });

  test('of a bounded run goes through the requests of a connection', () => {
    const { requestIds } = criticalPathOf(bounded(150, 20));
    assert.ok(requestIds.length >= 6 && requestIds.length <= 9);
  });
});
