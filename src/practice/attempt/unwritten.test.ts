import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorDataOf } from './attempt.ts';
import { failureOfThrown, isUnwritten, renderUnwritten } from './unwritten.ts';

function thrownBy(code: string): unknown {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- a starter's own line
    new Function(code)();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('the error of a starter is a failure of its own kind', () => {
  const error = thrownBy(renderUnwritten('fetchNames'));
  assert.deepEqual(failureOfThrown(errorDataOf(error)), { kind: 'unwritten' });
});

test('any other error is kept as it was thrown', () => {
  const error = errorDataOf(new TypeError('x is not a function'));
  assert.deepEqual(failureOfThrown(error), { kind: 'threw', error });
});

test('a thrown value need not be an Error', () => {
  assert.equal(isUnwritten('Not written yet'), false);
  assert.equal(isUnwritten({ message: 5 }), false);
  assert.equal(isUnwritten(undefined), false);
  assert.equal(isUnwritten(null), false);
});
