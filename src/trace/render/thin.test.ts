import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thin } from './thin.ts';

const numbers = (length: number) => Array.from({ length }, (_, index) => index);

test('what fits is left as it is', () => {
  const { step, groups } = thin(numbers(5), 5);
  assert.equal(step, 1);
  assert.deepEqual(groups, [[0], [1], [2], [3], [4]]);
});

test('from more, every nth is left, and its group holds the others', () => {
  const { step, groups } = thin(numbers(7), 4);
  assert.equal(step, 2);
  assert.deepEqual(groups, [[0, 1], [2, 3], [4, 5], [6]]);
});

test('the step is a round number, and what is left is never too much', () => {
  const steps = [301, 1000, 10_000, 123_456].map((length) => {
    const { step, groups } = thin(numbers(length), 100);
    assert.ok(groups.length <= 100);
    assert.equal(groups.flat().length, length);
    return step;
  });
  assert.deepEqual(steps, [5, 10, 100, 2000]);
});

test('nothing is thinned to nothing', () => {
  assert.deepEqual(thin([], 10), { step: 1, groups: [] });
});
