import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speedUp, statisticsOf } from './statistics.ts';

test('repeated measurements come to a median and a range', () => {
  assert.deepEqual(statisticsOf([3, 1, 2]), {
    median: 2,
    lowest: 1,
    highest: 3,
    count: 3,
  });
});

test('without measurements there are no statistics', () => {
  assert.throws(() => statisticsOf([]), RangeError);
});

test('a speed-up is clear when the ranges do not overlap', () => {
  const slow = statisticsOf([8, 8.2, 7.9]);
  assert.deepEqual(speedUp(slow, statisticsOf([2, 2.1, 1.9])), {
    ratio: 4,
    clear: true,
  });
  assert.equal(speedUp(slow, statisticsOf([7.8, 8, 8.1])).clear, false);
});
