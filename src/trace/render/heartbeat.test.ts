import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceOf } from '../fixtures/trace-of.ts';
import { newConnectionEach, noRequests } from '../fixtures/traces.ts';
import { heldUpGaps } from '../analyse/heartbeat.ts';
import { renderHeartbeat } from './trace-figure.ts';

const gapsOf = (heldUp: [number, number][], durationMs = 400) =>
  heldUpGaps(traceOf([], { durationMs, heldUp }));

test('a loop that nothing holds up has no gaps', () => {
  assert.deepEqual(gapsOf([]), []);
  assert.match(renderHeartbeat(noRequests()), /nothing held it up/);
});

test('gaps are found in the middle, at the start and at the end', () => {
  assert.deepEqual(
    gapsOf([
      [0, 60],
      [100, 200],
      [350, 401],
    ]),
    [
      { fromMs: 0, toMs: 60 },
      { fromMs: 100, toMs: 200 },
      { fromMs: 350, toMs: 400 },
    ],
  );
});

test('irregular beats that nobody would notice are not a gap', () => {
  assert.deepEqual(gapsOf([[100, 120]]), []);
});

test('blocking calls make one gap of the whole strip', () => {
  const trace = newConnectionEach(150, true);
  assert.equal(heldUpGaps(trace).length, 1);
  const svg = renderHeartbeat(trace);
  assert.match(svg, /held up all the time/);
  assert.match(svg, />held up for 29\.40 s</);
  assert.doesNotMatch(svg, /class="beat" d=/);
});

test('thousands of beats are drawn as runs', () => {
  const durationMs = 30_000;
  const held: [number, number][] = [[10_000, 11_000]];
  const trace = traceOf([], { durationMs, heldUp: held });
  assert.ok(trace.heartbeat.beatsMs.length > 5_500);
  const svg = renderHeartbeat(trace);
  assert.ok(svg.length < 8_000);
  const runs = /class="tile-beats" d="([^"]*)"/.exec(svg)?.[1];
  assert.equal(runs?.match(/M/g)?.length, 2);
});

test('the longest gap is labelled even where it is narrow', () => {
  const svg = renderHeartbeat(
    traceOf([], {
      durationMs: 30_000,
      heldUp: [
        [9_000, 9_200],
        [20_000, 20_090],
      ],
    }),
  );
  assert.match(svg, /held up 2 times, for 200 ms at the longest/);
  assert.equal(svg.match(/>200 ms</g)?.length, 1);
  assert.doesNotMatch(svg, />90 ms</);
});

test('no label lies on a block, nor on another label', () => {
  const svg = renderHeartbeat(
    traceOf([], {
      durationMs: 30_000,
      heldUp: Array.from({ length: 100 }, (_, at): [number, number] => [
        at * 300,
        at * 300 + (at === 50 ? 230 : 200),
      ]),
    }),
  );
  assert.match(svg, /held up 100 times, for 230 ms at the longest/);
  assert.doesNotMatch(svg, /class="[^"]*halo/);
  assert.doesNotMatch(svg, />2\d\d ms</);
});

test('the 0 of the time axis is whole where it is at the edge', () => {
  const [, anchor] =
    /<text x="0" y="12" class="muted" text-anchor="(\w+)">0</.exec(
      renderHeartbeat(noRequests()),
    ) ?? [];
  assert.equal(anchor, 'start');
});
