import assert from 'node:assert/strict';
import { test } from 'node:test';
import { palette, paletteIndex } from './palette.ts';

/** Relative luminance and contrast as WCAG 2 defines them. */
function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

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
