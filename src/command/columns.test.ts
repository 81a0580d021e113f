import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { columnsOf, cutToColumns, padToColumns } from './columns.ts';

suite('the columns of a text', () => {
  for (const [text, columns] of [
    ['', 0],
    ['abc', 3],
    ['日本', 4],
    ['👩‍💻 ok', 5],
    ['e\u0301', 1],
    ['\u001b[31mred\u001b[0m', 3],
    ['███░ …', 6],
  ] as const) {
    test(`${JSON.stringify(text)} takes ${columns}`, () => {
      assert.equal(columnsOf(text), columns);
    });
  }

  test('a text that fits is not cut', () => {
    assert.equal(cutToColumns('日本', 4), '日本');
  });

  test('a cut text is never wider, and no character is halved', () => {
    assert.equal(cutToColumns('日本語', 5), '日本…');
    assert.equal(cutToColumns('日本語', 4), '日…');
    assert.equal(cutToColumns('👩‍💻👩‍💻', 3), '👩‍💻…');
    assert.equal(cutToColumns('abc', 1), '…');
    assert.equal(cutToColumns('abc', 0), '');
  });

  test('a padded text ends in the same column as any other', () => {
    assert.equal(padToColumns('日本', 6), '日本  ');
    assert.equal(padToColumns('abcdef', 4), 'abcdef');
  });
});
