import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTimeline, timelineWords } from './timeline.ts';

test('moments are counted, and said in words', () => {
  const strips = { waves: [0, 0, 0, 600, 1200], calm: [300] };
  assert.equal(
    timelineWords(strips),
    'waves: 5 in all, up to 3 in 10 ms\ncalm: 1 in all, up to 1 in 10 ms',
  );
  const svg = renderTimeline(strips);
  assert.match(svg, />waves</);
  assert.match(svg, /up to 3 in 10 ms/);
  assert.equal(svg.match(/class="receiving"/g)?.length, 2);
});

test('amounts hold until the next one', () => {
  const svg = renderTimeline(
    {
      ahead: [
        [0, 0],
        [10, 4.25],
        [40, 1],
      ],
    },
    { unit: 'MB' },
  );
  assert.match(svg, /up to 4\.3 MB/);
  const [, area = ''] =
    /<path d="(M[^"]+z)"[^>]*class="waiting"|<path class="waiting" d="(M[^"]+z)"/
      .exec(svg)
      ?.filter(Boolean) ?? [];
  // A step up, a step down, and on to the end of the axis.
  assert.equal(area.match(/V/g)?.length, 4);
});

test('nothing at all is an axis', () => {
  assert.match(renderTimeline({ nothing: [] }), /0 in all/);
  assert.match(timelineWords({ nothing: [] }), /^nothing: 0 in all/);
});

test('a million moments are drawn', () => {
  const moments = Array.from({ length: 1_000_000 }, (_, index) => index / 1000);
  assert.match(renderTimeline({ moments }), /1,000,000 in all/);
});
