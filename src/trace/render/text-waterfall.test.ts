import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fixtures from '../fixtures/traces.ts';
import { traceOf } from '../fixtures/trace-of.ts';
import { columnsOf } from './text-columns.ts';
import { renderWaterfallText } from './text.ts';

const traces = [
  fixtures.single(),
  fixtures.noRequests(),
  fixtures.everyOutcome(),
  fixtures.damaged(),
  fixtures.conference(),
  fixtures.newConnectionEach(150, true),
  fixtures.bounded(10_000, 20),
];

test('no line is wider than the terminal', () => {
  for (const trace of traces) {
    for (const columns of [60, 80, 120]) {
      const lines = renderWaterfallText(trace, { columns }).split('\n');
      for (const line of lines) assert.ok(line.length <= columns, line);
    }
  }
});

test('many requests are thinned, and the first line says so', () => {
  const lines = renderWaterfallText(fixtures.bounded(10_000, 20)).split('\n');
  assert.match(lines[0] ?? '', /^every 500th of 10,000 requests/);
  assert.ok(lines.length < 40);
  const all = renderWaterfallText(fixtures.bounded(20, 4));
  assert.doesNotMatch(all, /every/);
});

test('phases are told apart without colour, and explained', () => {
  const text = renderWaterfallText(fixtures.everyOutcome());
  assert.match(text, /^\/api\/v2\/pokemon\/1 +╱+░+ +200 +197 ms$/m);
  assert.match(text, /^…eep\/deep\/deep\/large\.bin ·+░+█+ +200 +375 ms$/m);
  assert.match(text, /ECONNREFUSED/);
  assert.match(text, /· waiting for a connection {3}╱ opening the connection/);
});

test('the event loop has a line of its own', () => {
  const held = renderWaterfallText(fixtures.everyOutcome());
  assert.match(held, /^event loop +╷+▓+╷+ 70 ms$/m);
  const blocked = renderWaterfallText(fixtures.newConnectionEach(150, true));
  assert.match(blocked, /^event loop +▓+ 29\.40 s$/m);
  assert.match(
    renderWaterfallText(fixtures.pooled(3)),
    /^event loop .* free$/m,
  );
});

test('a short request is seen in a long recording', () => {
  const text = renderWaterfallText(fixtures.newConnectionEach(150));
  const rows = text.split('\n').filter((line) => line.startsWith('/api'));
  assert.equal(rows.length, 30);
  for (const row of rows) assert.match(row, /[╱░█]/);
});

test('with colour, the same characters are coloured', () => {
  const trace = fixtures.everyOutcome();
  const coloured = renderWaterfallText(trace, { colour: true });
  // eslint-disable-next-line no-control-regex -- the codes are what is removed
  const plain = coloured.replace(/\u001b\[\d+m/g, '');
  assert.equal(plain, renderWaterfallText(trace));
  assert.notEqual(coloured, plain);
});

test('a server cannot send codes to the terminal', () => {
  const trace = fixtures.everyOutcome();
  const requests = trace.requests.map((request) => ({
    ...request,
    url: '\u001b[2J',
    method: '\u0007',
    error: { name: '\u001b]0;x', code: '\u001b[31m', message: '' },
  }));
  const text = renderWaterfallText({ ...trace, requests });
  assert.doesNotMatch(text, /(?!\n)\p{Cc}/u);
});

test('rows stay aligned when a path has wide characters', () => {
  const paths = ['/日本語のとても長い名前のページです', '/🚀', '/plain'];
  const timings = paths.map((path, index) => ({
    queuedMs: 1,
    sentMs: 2,
    headersMs: 90,
    endMs: 100,
    connectionId: index + 1,
    path,
  }));
  const trace = traceOf(timings, { durationMs: 100 });
  const requests = trace.requests.map((request, index) => ({
    ...request,
    url: paths[index] ?? '',
  }));
  const rows = renderWaterfallText({ ...trace, requests })
    .split('\n')
    .slice(0, 3);
  const ends = rows.map((row) => columnsOf(row));
  assert.deepEqual(ends, [80, 80, 80]);
  assert.match(rows[0] ?? '', /^…/);
});
