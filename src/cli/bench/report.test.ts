import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { atLeast, atMost, figure, isReached } from './figure.ts';
import { renderBenchJson, renderResult } from './report.ts';

const close = figure('pooled / ideal', '×', [1.02, 1.04, 1.03], atMost(1.05));
const slow = figure('lab / bare', '×', [0.5, 0.6, 0.4], atLeast(0.7));
const free = figure('got', '×', [3]);
const talk = {
  ...figure('aiohttp, at once', 's', [1.54]),
  reference: { name: 'talk', value: 1.53 },
  note: '0.30 s of it computing',
};
const result = {
  name: 'rungs',
  title: 'each rung against its ideal',
  figures: [close, slow, free],
  advice: ['Install more.'],
};

suite('a figure', () => {
  test('reaches its target by its median', () => {
    assert.equal(isReached(close), true);
    assert.equal(isReached(slow), false);
  });

  test('says nothing about a target if there is none', () => {
    assert.equal(isReached(free), null);
  });
});

suite("a benchmark's table", () => {
  test('has median, range, number of runs and target', () => {
    const [, first, second, third] = renderResult(result).split('\n');
    assert.match(
      first ?? '',
      /pooled \/ ideal +1\.03 × +\(1\.02–1\.04, n = 3\) +at most 1\.05 ×: reached$/,
    );
    assert.match(second ?? '', /at least 0\.7 ×: MISSED$/);
    assert.match(third ?? '', /n = 1\)$/);
  });

  test('puts what a talk measured beside the figure, with their ratio', () => {
    const [, row] = renderResult({ ...result, figures: [talk] }).split('\n');
    assert.match(row ?? '', /talk 1\.53 s, 1\.01 ×; 0\.30 s of it computing$/);
  });

  test('ends with what to install or start to measure more', () => {
    assert.match(renderResult(result), /\n {2}Install more\.\n$/);
  });
});

test('the JSON document of a bench has every figure with its verdict', () => {
  const text = renderBenchJson({ scale: 1, repeat: 3 }, [result]);
  const { benchmarks } = JSON.parse(text) as {
    benchmarks: { figures: { reached: boolean | null; median: number }[] }[];
  };
  assert.deepEqual(
    benchmarks[0]?.figures.map(({ reached, median }) => [reached, median]),
    [
      [true, 1.03],
      [false, 0.5],
      [null, 3],
    ],
  );
});
