import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createJitter, createRandom } from './jitter.ts';
import { createLatency } from './latency.ts';
import { createSerialResource } from './serial-resource.ts';

const model = {
  connect: { parallelMs: 100, serialMs: 10 },
  request: { parallelMs: 50, serialMs: 5 },
};

suite('a serial resource', () => {
  test('serves one at a time, in order of arrival', () => {
    const resource = createSerialResource();
    assert.deepEqual(
      [
        resource.reserve(0, 10),
        resource.reserve(3, 10),
        resource.reserve(4, 1),
      ],
      [10, 20, 21],
    );
  });

  test('begins at once when it has been free for a while', () => {
    const resource = createSerialResource();
    resource.reserve(0, 10);
    assert.equal(resource.reserve(100, 10), 110);
  });
});

suite('latency', () => {
  test('shares one queue among connections and requests', () => {
    const latency = createLatency({ model, scale: 1 });
    assert.equal(latency.connectionTurn(0).dueMs, 110);
    assert.equal(latency.connectionTurn(0).dueMs, 120);
    assert.equal(latency.requestTurn(0).dueMs, 75);
  });

  test('tells when a turn in the queue comes', () => {
    const latency = createLatency({ model, scale: 1 });
    const turns = [
      latency.connectionTurn(0),
      latency.requestTurn(3),
      latency.requestTurn(40),
    ];
    assert.deepEqual(
      turns.map(({ turnMs }) => turnMs),
      [0, 10, 40],
    );
  });

  test('multiplies both parts by the scale', () => {
    const latency = createLatency({ model, scale: 0.5 });
    assert.equal(latency.connectionTurn(0).dueMs, 55);
  });

  test('applies jitter to the parallel part only', () => {
    const latency = createLatency({ model, scale: 1, jitter: 1, seed: 7 });
    const dues = Array.from(
      { length: 200 },
      () => latency.requestTurn(0).dueMs,
    );
    for (const [index, dueMs] of dues.entries()) {
      const strayedMs = dueMs - 5 * (index + 1);
      assert.ok(strayedMs >= 0 && strayedMs <= 100, String(strayedMs));
    }
  });

  test('begins again after a reset, with the same jitter', () => {
    const latency = createLatency({ model, scale: 1, jitter: 0.3, seed: 7 });
    const first = [latency.requestTurn(0).dueMs, latency.requestTurn(0).dueMs];
    latency.reset();
    assert.deepEqual(
      [latency.requestTurn(0).dueMs, latency.requestTurn(0).dueMs],
      first,
    );
  });
});

suite('jitter', () => {
  test('gives the same sequence for the same seed, another for another', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, random);
    });
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, other);
  });

  test('spreads evenly around 1', () => {
    const nextFactor = createJitter(0.2, 42);
    const factors = Array.from({ length: 10_000 }, nextFactor);
    const mean = factors.reduce((sum, factor) => sum + factor) / factors.length;
    assert.ok(Math.abs(mean - 1) < 0.005, String(mean));
    assert.ok(Math.min(...factors) >= 0.8 && Math.max(...factors) <= 1.2);
  });

  test('is always 1 when the amount is 0', () => {
    const nextFactor = createJitter(0, 42);
    assert.deepEqual([nextFactor(), nextFactor()], [1, 1]);
  });
});
