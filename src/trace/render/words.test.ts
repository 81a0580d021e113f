import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  counted,
  duration,
  durationLike,
  everyNth,
  keepEnd,
  keepStart,
  ordinal,
  pathOf,
  size,
} from './words.ts';

test('a duration is in milliseconds up to a second, then in seconds', () => {
  const cases: [number, string][] = [
    [0, '0 ms'],
    [0.42, '0.4 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [53, '53 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [28_870, '28.87 s'],
    [Number.NaN, '–'],
  ];
  for (const [ms, words] of cases) assert.equal(duration(ms), words);
});

test('durations next to each other have one unit', () => {
  assert.equal(durationLike(0.65, 28.87), '0.65 s');
  assert.equal(durationLike(0.065, 0.4), '65 ms');
  assert.equal(durationLike(Infinity, 1), '–');
});

test('a size has at most three digits', () => {
  const cases: [number, string][] = [
    [0, '0 B'],
    [999, '999 B'],
    [1234, '1.2 kB'],
    [18_231, '18 kB'],
    [999_700, '1.0 MB'],
    [3_400_000, '3.4 MB'],
    [-1, '0 B'],
    [Number.NaN, '0 B'],
  ];
  for (const [bytes, words] of cases) assert.equal(size(bytes), words);
});

test('counts agree with their nouns and ordinals with their numbers', () => {
  assert.equal(counted(1, 'request'), '1 request');
  assert.equal(counted(10_000, 'request'), '10,000 requests');
  assert.deepEqual([1, 2, 3, 11, 20, 22, 1000].map(ordinal), [
    '1st',
    '2nd',
    '3rd',
    '11th',
    '20th',
    '22nd',
    '1,000th',
  ]);
  assert.equal(
    everyNth(20, 10_000, 'request'),
    'every 20th of 10,000 requests',
  );
});

test('long text is cut to length at the end that matters less', () => {
  assert.equal(keepEnd('/api/v2/pokemon/151', 8), '…mon/151');
  assert.equal(keepStart('UND_ERR_HEADERS_OVERFLOW', 8), 'UND_ERR…');
  assert.equal(keepEnd('short', 8), 'short');
});

test('a URL is shown by its path and query, any other text as it is', () => {
  assert.equal(pathOf('http://127.0.0.1:8080/a?b=c'), '/a?b=c');
  assert.equal(pathOf('not a url'), 'not a url');
});
