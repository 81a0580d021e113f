import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fitFrame } from './frame.ts';

const body = Array.from({ length: 30 }, (_, index) => `body ${index}`);
const frame = { head: ['title', 'file', ''], body, foot: ['', 'next', 'keys'] };

suite('a frame on a screen', () => {
  test('has as many lines as there are rows, for any number of them', () => {
    for (let rows = 1; rows < 60; rows++) {
      assert.equal(fitFrame(frame, rows, 0).lines.length, rows);
      assert.equal(
        fitFrame({ ...frame, body: [] }, rows, 0).lines.length,
        rows,
      );
    }
  });

  test('says how many lines are below', () => {
    const { lines } = fitFrame(frame, 16, 0);
    assert.equal(lines[3], 'body 0');
    assert.equal(lines[12], '↓ 21 more lines (arrow keys)');
    assert.deepEqual(lines.slice(-3), frame.foot);
  });

  test('cannot be scrolled past its end', () => {
    const { lines, scroll } = fitFrame(frame, 16, 1000);
    assert.equal(scroll, 20);
    assert.equal(lines[12], 'body 29');
  });

  test('keeps its title and its keys on a very small screen', () => {
    const { lines } = fitFrame(frame, 4, 0);
    assert.deepEqual(lines, ['title', 'body 0', 'next', 'keys']);
    assert.deepEqual(fitFrame(frame, 1, 0).lines, ['keys']);
  });
});
