import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pooled, newConnectionEach } from '../fixtures/traces.ts';
import type { RequestTrace } from '../trace.ts';
import { packTrace, unpackTrace } from './pack.ts';

/** All the same, numbers to a tenth. */
function assertClose(actual: unknown, expected: unknown, at = 'trace'): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    assert.ok(
      Math.abs(actual - expected) < 0.1,
      `${at}: ${actual}, ${expected}`,
    );
  } else if (isObject(actual) && isObject(expected)) {
    assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
    for (const [key, value] of Object.entries(actual)) {
      assertClose(value, expected[key], `${at}.${key}`);
    }
  } else assert.equal(actual, expected, at);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

suite('a packed trace', () => {
  test('is the same trace, its times rounded', () => {
    for (const trace of [pooled(150), newConnectionEach(20, true)]) {
      assertClose(unpackTrace(packTrace(trace)), trace);
    }
  });

  test('keeps whatever a request has or lacks', () => {
    const trace = pooled(3);
    const [first, second, third] = trace.requests;
    assert.ok(first && second && third);
    const requests: RequestTrace[] = [
      {
        ...first,
        method: 'POST',
        url: 'https://example.test:8443/a?b=c/d',
        error: { name: 'AbortError', code: null, message: 'off' },
        headersMs: null,
        status: null,
        requestHeaders: [
          ['accept', '*/*'],
          ['accept', 'text/html'],
        ],
      },
      { ...second, url: 'urn:odd', endMs: null, connectionId: null },
      { ...third, id: 17, blocking: true, connectingMs: 12.5, bytes: 5e9 },
      { ...third, id: 18, bodySentMs: 412.5, sentBytes: 70_000 },
      { ...third, id: 19, bodySentMs: null },
    ];
    const odd = { ...trace, requests };
    assertClose(unpackTrace(packTrace(odd)), odd);
  });

  test('is short: 150 requests below 20 kB, 10,000 below a megabyte', () => {
    assert.ok(packTrace(pooled(150)).length < 20_000);
    assert.ok(packTrace(pooled(10_000)).length < 1_000_000);
  });

  test('is refused when it is something else', () => {
    assert.throws(() => unpackTrace('{"version":0}'), /not a trace/);
  });
});
