import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from './fixture-contrast.ts';
import { palette, paletteIndex } from './palette.ts';

test('every colour of the palette stands out from light and from dark paper', () => {
  for (const [index, { light, dark }] of palette.entries()) {
    assert.ok(contrast(light, '#ffffff') >= 3, `${index} on white`);
    assert.ok(contrast(dark, '#111111') >= 3, `${index} on black`);
  }
});

test('no two names share a colour', () => {
  const colours = palette.flatMap(({ light, dark }) => [light, dark]);
  assert.equal(new Set(colours).size, colours.length);
});

test('only the names that the caller gives have a colour of their own', () => {
  const paletteNames = ['slow', 'fast'];
  assert.equal(paletteIndex('fast', { paletteNames }), 1);
  assert.equal(paletteIndex('constructor', { paletteNames }), undefined);
  assert.equal(paletteIndex('slow', {}), undefined);
  const tooMany = Array.from({ length: 9 }, (_, index) => `run ${index}`);
  assert.equal(paletteIndex('run 8', { paletteNames: tooMany }), undefined);
});
