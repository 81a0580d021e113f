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

test('without stretches there are no tracks', () => {
  assert.deepEqual(sideBySide([]), { trackOf: [], tracks: 0 });
});

test('thousands at once find their tracks as a search through all would', () => {
  // A sequence without a pattern, the same each time.
  let state = 42;
  const next = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
  const stretches = Array.from({ length: 3_000 }, () => {
    const startMs = next() * 1_000;
    return stretch(startMs, startMs + next() * 500);
  });
  const freeFromMs: number[] = [];
  const expected: number[] = [];
  const inOrder = [...stretches.entries()].sort(
    ([, a], [, b]) => a.startMs - b.startMs,
  );
  for (const [index, { startMs, endMs }] of inOrder) {
    const free = freeFromMs.findIndex((ms) => ms <= startMs + 1);
    const track = free < 0 ? freeFromMs.length : free;
    [expected[index], freeFromMs[track]] = [track, endMs];
  }
  const { trackOf, tracks } = sideBySide(stretches);
  assert.deepEqual(trackOf, expected);
  assert.equal(tracks, freeFromMs.length);
});
