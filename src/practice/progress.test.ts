import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  parseProgress,
  renderProgress,
  stateOf,
  withHints,
  without,
  withPassed,
} from './progress.ts';

const [first, later] = [new Date(0), new Date(86_400_000)];

suite('progress', () => {
  test('is the same after it was rendered and parsed', () => {
    const progress = withHints(withPassed({}, '04-b', first), '03-a', 2);
    assert.deepEqual(parseProgress(renderProgress(progress)), progress);
  });

  test('has the same text in whichever order things happened', () => {
    const [a, b] = ['03-a', '04-b'].map(
      (id) => (progress: object) => withPassed({ ...progress }, id, first),
    );
    assert.equal(
      renderProgress(a?.(b?.({}) ?? {}) ?? {}),
      renderProgress(b?.(a?.({}) ?? {}) ?? {}),
    );
  });

  test('keeps the date on which an exercise first passed', () => {
    const once = withPassed({}, '03-a', first);
    assert.deepEqual(withPassed(once, '03-a', later), once);
  });

  test('forgets a hint only when the whole exercise is forgotten', () => {
    const two = withHints({}, '03-a', 2);
    assert.deepEqual(withHints(two, '03-a', 1), two);
    assert.deepEqual(without(two, '03-a'), {});
  });

  test('is new, then started by a changed file, then passed forever', () => {
    assert.equal(stateOf({}, '03-a', false), 'new');
    assert.equal(stateOf({}, '03-a', true), 'started');
    const passed = withPassed({}, '03-a', first);
    assert.equal(stateOf(passed, '03-a', true), 'passed');
  });

  for (const text of [
    '',
    'null',
    '[]',
    '{"exercises": 1}',
    '{"exercises": {"03-a": null}}',
    '{"exercises": {"03-a": {"passedAt": 5}}}',
    '{"exercises": {"03-a": {"hintsSeen": "two"}}}',
  ]) {
    test(`is not parsed from ${text || 'an empty text'}`, () => {
      assert.equal(parseProgress(text), undefined);
    });
  }
});
