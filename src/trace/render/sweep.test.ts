import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsOfWellFormed } from './fixture-xml.ts';
import { renderSweep, type SweepPoint } from './sweep.ts';
import { bestPoint } from './sweep-words.ts';
import { renderSweepText } from './text.ts';

const points: readonly SweepPoint[] = [
  { bound: 20, seconds: 0.65 },
  { bound: 1, seconds: 8.2 },
  { bound: 5, seconds: 1.74 },
  { bound: 150, seconds: 1.53 },
  { bound: 50, seconds: 0.76 },
];

test('the quickest point is marked and named', () => {
  assert.deepEqual(bestPoint(points), { bound: 20, seconds: 0.65 });
  const svg = renderSweep(points);
  assert.equal(svg.match(/class="best"/g)?.length, 1);
  assert.match(svg, />20 at a time, 0\.65 s</);
  assert.match(svg, />Quickest with 20 at a time: 0\.65 s</);
});

test('the name of the quickest point lies below the curve, and on no number', () => {
  for (const low of [0.65, 0.01]) {
    const svg = renderSweep([{ bound: 20, seconds: low }, ...points.slice(1)]);
    const [, curve = ''] = /class="curve" d="([^"]*)"/.exec(svg) ?? [];
    const lowest = Math.max(
      ...[...curve.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y)),
    );
    const yOf = (words: string) =>
      Number(new RegExp(` y="([\\d.]+)"[^>]*>${words}<`).exec(svg)?.[1]);
    const nameY = yOf('20 at a time, [^<]*');
    assert.ok(nameY - 13 > lowest + 6, 'below the point');
    assert.ok(nameY + 3 < yOf('20') - 10, 'above the numbers');
  }
});

test('of equally quick points the lowest bound is the best', () => {
  const even = [
    { bound: 50, seconds: 1 },
    { bound: 10, seconds: 1 },
  ];
  assert.equal(bestPoint(even)?.bound, 10);
});

test('the curve runs from the lowest bound to the highest', () => {
  const data = /class="curve" d="([^"]*)"/.exec(renderSweep(points))?.[1] ?? '';
  const places = [...data.matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x));
  assert.equal(places.length, 5);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
});

test('a sweep of any number of points is well-formed and bounded', () => {
  const many = Array.from({ length: 150 }, (_, index) => ({
    bound: index + 1,
    seconds: 8 / (index + 1) + index / 100,
  }));
  const broken = [{ bound: 0, seconds: Number.NaN }];
  for (const each of [[], points.slice(0, 1), many, broken]) {
    const svg = renderSweep(each);
    idsOfWellFormed(svg);
    assert.ok(svg.length < 20_000);
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
    assert.doesNotMatch(renderSweepText(each), /NaN/);
  }
});

test('as text, each bound has a bar and the quickest an arrow', () => {
  const lines = renderSweepText(points).split('\n');
  assert.deepEqual(
    lines.map((line) => Number.parseInt(line, 10)),
    [1, 5, 20, 50, 150],
  );
  assert.match(lines[2] ?? '', /0\.65 s {2}← quickest$/);
  assert.ok(lines.every((line) => line.length <= 80));
});
