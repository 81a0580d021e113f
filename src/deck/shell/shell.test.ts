import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderLabel } from './label.ts';
import { parseLitLines } from './lit-lines.ts';
import { nextColumn } from './talk-route.ts';

test('A slide’s label has its section and place, as text', () => {
  assert.equal(
    renderLabel('04', 3, 'All & at once'),
    '<b>04.3</b> All &amp; at once',
  );
});

test('A step of code highlights the lines that it lists', () => {
  assert.deepEqual([...parseLitLines('0 2 11')], [0, 2, 11]);
  assert.deepEqual([...parseLitLines('')], []);
});

suite('The next column', () => {
  // The talk, twice the workshop alone, the talk.
  const isTalk = [true, false, false, true];

  test('is the talk’s next one, to the right and to the left', () => {
    assert.equal(nextColumn(isTalk, 0, 1), 3);
    assert.equal(nextColumn(isTalk, 3, -1), 0);
  });

  test('is the nearest from within the workshop', () => {
    assert.equal(nextColumn(isTalk, 1, 1), 2);
    assert.equal(nextColumn(isTalk, 1, -1), 0);
  });

  test('does not exist at the ends', () => {
    assert.equal(nextColumn(isTalk, 3, 1), undefined);
    assert.equal(nextColumn(isTalk, 0, -1), undefined);
    assert.equal(nextColumn([true, false], 0, 1), undefined);
  });
});
