import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { suite, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { measureSlowness } from './slowness.ts';

suite('slowness', () => {
  test('is between 1 and 10, and higher among loops that never rest', async () => {
    const calm = Math.min(...Array.from({ length: 5 }, measureSlowness));
    assert.ok(calm >= 1 && calm <= 10, `${calm}`);
    const loops = Array.from(
      { length: 4 * availableParallelism() },
      () => new Worker('for (;;);', { eval: true }),
    );
    try {
      // Each of them gets its turn before this thread has its share.
      while (measureSlowness() <= 1.5);
    } finally {
      await Promise.all(loops.map((loop) => loop.terminate()));
    }
  });
});
