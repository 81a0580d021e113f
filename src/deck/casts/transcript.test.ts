import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { newLines } from './transcript.ts';

suite('a transcript', () => {
  test('has what is new, from the line that has grown', () => {
    const before = ['$ ls', 'a', '$', ''];
    assert.deepEqual(newLines(before, ['$ ls', 'a', '$ ls -l', 'b', '$']), [
      '$ ls -l',
      'b',
      '$',
    ]);
  });

  test('follows a screen that has scrolled', () => {
    assert.deepEqual(newLines(['a', 'b', '$'], ['b', '$ x', 'c']), [
      '$ x',
      'c',
    ]);
  });

  test('starts again where nothing is left of the screen before', () => {
    assert.deepEqual(newLines(['a', 'b', '$'], ['c', 'd']), ['c', 'd']);
    assert.deepEqual(newLines([], ['a', '']), ['a']);
  });
});
