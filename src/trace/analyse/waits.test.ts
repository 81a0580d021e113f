import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceOf } from '../fixtures/trace-of.ts';
import { waitsOf } from './waits.ts';

const timing = (
  queuedMs: number,
  sentMs: number | null,
  endMs: number | null,
  connectionId: number | null = 1,
) => ({ queuedMs, sentMs, headersMs: endMs, endMs, connectionId });

suite('what a request waited for', () => {
  test('is the one that its connection carried last before it', () => {
    const trace = traceOf(
      [
        timing(0, 0, 50),
        timing(0, 50, 90),
        timing(10, 90, 120),
        timing(0, 0, 80, 2),
      ],
      { durationMs: 130 },
    );
    const [, , third] = trace.requests;
    assert.ok(third);
    const { heldBy, inLineMs } = waitsOf(trace, third);
    assert.equal(heldBy?.id, 2);
    assert.equal(inLineMs, 80);
  });

  test('is nothing where its connection was free, or where it got none', () => {
    const trace = traceOf(
      [timing(0, 0, 50), timing(60, 60, 90), timing(0, null, 40, null)],
      { durationMs: 100 },
    );
    const [, second, third] = trace.requests;
    assert.ok(second && third);
    assert.equal(waitsOf(trace, second).heldBy, undefined);
    const { heldBy, inLineMs } = waitsOf(trace, third);
    assert.deepEqual([heldBy, inLineMs], [undefined, 40]);
  });

  test('is also the event loop, as long as that was held up meanwhile', () => {
    const trace = traceOf([timing(100, 100, 400)], {
      durationMs: 500,
      heldUp: [
        [50, 160],
        [300, 500],
      ],
    });
    const [first] = trace.requests;
    assert.ok(first);
    const { stall } = waitsOf(trace, first);
    assert.ok(stall && stall.fromMs >= 290 && stall.toMs === 400);
  });
});
