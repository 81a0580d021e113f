import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideBySide } from './side-by-side.ts';

const stretch = (startMs: number, endMs: number) => ({ startMs, endMs });

test('what follows one another shares a track, even when it touches', () => {
  const { trackOf, tracks } = sideBySide([
    stretch(0, 10),
    stretch(9.5, 20),
    stretch(30, 40),
  ]);
  assert.deepEqual(trackOf, [0, 0, 0]);
  assert.equal(tracks, 1);
});

test('what overlaps is side by side, in as few tracks as possible', () => {
  const { trackOf, tracks } = sideBySide([
    stretch(0, 100),
    stretch(0, 50),
    stretch(60, 90),
    stretch(70, 80),
  ]);
  assert.deepEqual(trackOf, [0, 1, 1, 2]);
  assert.equal(tracks, 3);
});

test('the order in which they are given does not matter', () => {
  const { trackOf } = sideBySide([stretch(60, 90), stretch(0, 50)]);
  assert.deepEqual(trackOf, [0, 0]);
});

test('nothing needs no track', () => {
  assert.deepEqual(sideBySide([]), { trackOf: [], tracks: 0 });
});
