import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linearScale, logScale, roundStep, ticks, timeTicks } from './scale.ts';

test('a linear scale spreads evenly and keeps what is outside at its edges', () => {
  const x = linearScale(0, 100, 50, 250);
  assert.deepEqual([0, 50, 100, -10, 200].map(x), [50, 150, 250, 50, 250]);
});

test('a scale of no extent is still a number', () => {
  assert.equal(linearScale(5, 5, 0, 100)(5), 0);
});

test('a logarithmic scale gives each doubling the same width', () => {
  const x = logScale(1, 16, 0, 400);
  const places = [1, 2, 4, 8, 16].map((bound) => Math.round(x(bound)));
  assert.deepEqual(places, [0, 100, 200, 300, 400]);
  assert.equal(x(0), 0);
});

test('ticks are round, begin at 0 and do not pass the end', () => {
  assert.deepEqual(ticks(1.53, 6), [0, 0.5, 1, 1.5]);
  assert.deepEqual(ticks(30, 6), [0, 5, 10, 15, 20, 25, 30]);
  assert.deepEqual(ticks(0.3, 3), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(
    [0, -1, Number.NaN, Infinity].map((to) => ticks(to, 5)),
    [[0], [0], [0], [0]],
  );
});

test('steps are 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual(
    [1, 1.1, 3, 6, 0.02, 0.03].map(roundStep),
    [1, 2, 5, 10, 0.02, 0.05],
  );
});

test('a time axis is in milliseconds below two seconds, then in seconds', () => {
  const words = (toMs: number) => timeTicks(toMs, 4).map((tick) => tick.words);
  assert.deepEqual(words(1999), ['0', '500 ms', '1000 ms', '1500 ms']);
  assert.deepEqual(words(2000), ['0', '0.5 s', '1 s', '1.5 s', '2 s']);
  assert.deepEqual(words(5), ['0', '2 ms', '4 ms']);
});
