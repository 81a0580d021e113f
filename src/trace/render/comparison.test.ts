import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedWords, comparisonHeadline } from './compared-run.ts';
import { renderComparison, type ComparedRun } from './comparison.ts';
import { idsOfWellFormed } from './fixture-xml.ts';
import { renderComparisonText } from './text.ts';
import { columnsOf } from './text-columns.ts';

const ladder: readonly ComparedRun[] = [
  { name: 'blocking', seconds: 28.87, idealSeconds: 28.8 },
  { name: 'sequential', seconds: 29.1 },
  { name: 'pooled', seconds: 8.1 },
  { name: 'unbounded', seconds: 1.53 },
  { name: 'bounded', seconds: 0.65 },
];

test('runs are compared with the first: how many times as fast', () => {
  assert.deepEqual(
    comparedWords(ladder).map(({ time, speedUp }) => [time, speedUp]),
    [
      ['28.87 s', ''],
      ['29.10 s', 'about as fast'],
      ['8.10 s', '3.6× as fast'],
      ['1.53 s', '19× as fast'],
      ['0.65 s', '44× as fast'],
    ],
  );
});

test('slower is called slower, and overlapping repeats too noisy', () => {
  const spread = { lowest: 0.8, highest: 1.3 };
  const words = comparedWords([
    { name: 'a', seconds: 1, spread },
    { name: 'b', seconds: 0.9, spread: { lowest: 0.7, highest: 1.1 } },
    { name: 'c', seconds: 2.6, spread: { lowest: 2.5, highest: 2.7 } },
  ]);
  assert.deepEqual(
    words.map(({ speedUp }) => speedUp),
    ['', 'too noisy to tell', '2.6× as slow'],
  );
});

test('the headline names the quickest, or that none is', () => {
  assert.equal(
    comparisonHeadline(ladder),
    'bounded is 44× as fast as blocking',
  );
  assert.equal(comparisonHeadline(ladder.slice(0, 1)), 'blocking took 28.87 s');
  assert.equal(
    comparisonHeadline(ladder.slice(0, 2)),
    'Nothing here is clearly faster than blocking',
  );
  assert.equal(comparisonHeadline([]), 'Nothing to compare');
});

test('a comparison is well-formed, has a colour for each name, and is the same each time', () => {
  const paletteNames = ladder.map(({ name }) => name);
  const svg = renderComparison(ladder, { paletteNames });
  const ids = idsOfWellFormed(svg);
  assert.equal(new Set(ids).size, ids.length);
  for (const index of ladder.keys()) {
    assert.match(svg, new RegExp(`fill:var\\(--series-${index}\\)`));
  }
  assert.equal(renderComparison(ladder, { paletteNames }), svg);
  assert.doesNotMatch(svg, /NaN|undefined/);
});

test('marks are explained where they are, and only there', () => {
  assert.match(renderComparison(ladder), /what the latency model allows/);
  const plain = ladder.slice(1);
  assert.doesNotMatch(renderComparison(plain), /latency model|slowest repeat/);
  const spread = { lowest: 1, highest: 2 };
  assert.match(
    renderComparison([{ name: 'a', seconds: 1.5, spread }]),
    /from the fastest to the slowest repeat/,
  );
});

test('runs of any name, length and number can be drawn', () => {
  const odd = [
    { name: '<script>'.repeat(9), seconds: 0 },
    { name: 'constructor', seconds: Number.NaN },
    { name: '', seconds: Infinity },
  ];
  for (const runs of [odd, []]) {
    const svg = renderComparison(runs);
    idsOfWellFormed(svg);
    assert.doesNotMatch(svg, /NaN|Infinity|<script/);
    assert.doesNotMatch(renderComparisonText(runs), /NaN|Infinity/);
  }
});

test('as text, bars fit into 80 columns', () => {
  const lines = renderComparisonText(ladder).split('\n');
  assert.equal(lines.length, 5);
  assert.ok(lines.every((line) => line.length <= 80));
  assert.match(lines[0] ?? '', /^blocking {4}█{20,}.* 28\.87 s$/);
  assert.match(lines[4] ?? '', /^bounded .* 0\.65 s {2}44× as fast$/);
});

test('as text, colours are codes that leave the words as they are', () => {
  const coloured = renderComparisonText(ladder, {
    colour: true,
    paletteNames: ladder.map(({ name }) => name),
  });
  assert.ok(coloured.includes('\u001b[32m'));
  // eslint-disable-next-line no-control-regex -- the codes are what is removed
  const plain = coloured.replace(/\u001b\[\d+m/g, '');
  assert.equal(plain, renderComparisonText(ladder));
});

test('rows stay aligned in the terminal when names have wide characters', () => {
  const runs = ['日本', '🚀 fast', 'plain'].map((name) => ({
    name,
    seconds: 1,
  }));
  const lines = renderComparisonText(runs, { columns: 60 }).split('\n');
  const barStarts = lines.map((line) =>
    columnsOf(line.slice(0, line.indexOf('█'))),
  );
  assert.deepEqual(barStarts, [9, 9, 9]);
  for (const line of lines) assert.ok(columnsOf(line) <= 60, line);
});
