import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasColour } from './colour.ts';

const terminal = { isTTY: true, hasColors: () => true };
const dumb = { isTTY: true, hasColors: () => false };
const pipe = { isTTY: false };

test('colours are for terminals that have them', () => {
  assert.deepEqual(
    [terminal, dumb, pipe].map((stream) => hasColour(stream, {})),
    [true, false, false],
  );
});

test('FORCE_COLOR decides wherever it is set', () => {
  for (const [value, wanted] of [
    ['1', true],
    ['', true],
    ['3', true],
    ['true', true],
    ['0', false],
    ['false', false],
  ] as const) {
    for (const stream of [terminal, dumb, pipe]) {
      assert.equal(hasColour(stream, { FORCE_COLOR: value }), wanted, value);
    }
  }
});
