import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bothSides } from '../fixtures/both-sides.ts';
import { bounded } from '../fixtures/traces.ts';
import { packTrace, unpackTrace } from '../explore/pack.ts';
import { renderRequestPanel } from '../explore/panel.ts';
import type { Trace } from '../trace.ts';
import { renderWaterfallText } from './text.ts';
import { renderTraceFigure } from './trace-figure.ts';

const legend = ['in the server’s queue', 'at work in the server'];
const held = 'server held up by a slow reader';

/** The texts of a picture, in order. */
function wordsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(
    ([, text]) => text ?? '',
  );
}

/** How many shapes of a class are drawn; one is in the legend. */
function drawn(svg: string, name: string): number {
  return svg.split(new RegExp(`class="(?:tile-)?${name}"`)).length;
}

function withoutServers(trace: Trace): Trace {
  const told = new Set(['server', 'localPort']);
  const text = JSON.stringify(trace, (key, value: unknown) =>
    told.has(key) ? undefined : value,
  );
  return JSON.parse(text) as Trace;
}

suite('the server’s side in a picture', () => {
  test('is a second bar in each row, explained in the legend', () => {
    const svg = renderTraceFigure(bothSides());
    const words = wordsOf(svg);
    for (const each of [...legend, held]) assert.ok(words.includes(each), each);
    assert.ok(drawn(svg, 'serverWork') > 12);
    assert.ok(drawn(svg, 'serverQueue') > 12);
    assert.match(svg, /in the server’s queue, to open the connection 4\.0 ms/);
    assert.doesNotMatch(svg, /At the server/);
  });

  test('is a strip of its own where rows are too thin', () => {
    const svg = renderTraceFigure(bothSides(150, 20));
    assert.match(svg, /At the server/);
    assert.match(svg, /up to \d+ in its queue, up to \d+ at work/);
    for (const each of legend) assert.ok(wordsOf(svg).includes(each), each);
  });

  test('says nothing of a queue where there was none', () => {
    const trace = bothSides(150, 20);
    const requests = trace.requests.map((request) => ({
      ...request,
      ...(request.server && {
        server: { ...request.server, turnMs: request.server.arrivedMs },
      }),
    }));
    const connections = withoutServers(trace).connections;
    const svg = renderTraceFigure({ ...trace, requests, connections });
    assert.match(svg, /how many at once: up to \d+ at work/);
  });

  test('leaves a picture without it as it was', () => {
    for (const [requests, connections] of [
      [12, 3],
      [150, 20],
    ] as const) {
      const bare = withoutServers(bothSides(requests, connections));
      const last = bounded(requests, connections).requests.slice(0, -1);
      const trace = {
        ...bare,
        requests: [...last, ...bare.requests.slice(-1)],
      };
      assert.equal(renderTraceFigure(bare), renderTraceFigure(trace));
      assert.doesNotMatch(renderTraceFigure(bare), /class="serverWork"/);
    }
  });

  test('is only in the rows of which it is known', () => {
    const trace = bothSides();
    const [first, ...rest] = withoutServers(trace).requests;
    assert.ok(first && trace.requests[0]);
    const svg = renderTraceFigure({
      ...trace,
      requests: [trace.requests[0], ...rest],
      connections: withoutServers(trace).connections,
    });
    // One in the row, one in the legend, and what comes before both.
    assert.equal(drawn(svg, 'serverWork'), 3);
  });
});

suite('the server’s side in text', () => {
  test('is a line below each request', () => {
    const text = renderWaterfallText(bothSides());
    const lines = text.split('\n');
    assert.equal(
      lines.filter((line) => /^ {2}its server/.test(line)).length,
      12,
    );
    assert.match(text, /its server +┄*━/);
    for (const each of [...legend, held]) assert.ok(text.includes(each), each);
    assert.ok(lines.every((line) => line.length <= 80));
  });

  test('is not there where no server told', () => {
    const text = renderWaterfallText(withoutServers(bothSides()));
    assert.doesNotMatch(text, /server|━|┄/);
  });
});

suite('the server’s side in the panel', () => {
  test('lists what the server did, in milliseconds', () => {
    const trace = bothSides();
    const [first] = trace.requests;
    const last = trace.requests.at(-1);
    assert.ok(first && last);
    const html = renderRequestPanel(trace, first);
    assert.match(
      html,
      /at work in the server, to open the connection<\/th><td>/,
    );
    assert.match(html, /at work in the server<\/th><td>\d/);
    assert.doesNotMatch(
      renderRequestPanel(trace, last),
      /at work in the server/,
    );
    const bare = withoutServers(trace);
    assert.doesNotMatch(renderRequestPanel(bare, first), /NaN|undefined/);
  });

  test('comes with the trace that a page has next to its picture', () => {
    const trace = { ...bothSides(), forgottenByServers: 3 };
    const back = unpackTrace(packTrace(trace));
    assert.equal(back.forgottenByServers, 3);
    for (const [index, { server }] of trace.requests.entries()) {
      const other = back.requests[index]?.server;
      assert.ok(server && other);
      assert.equal(other.pauses?.length, server.pauses?.length);
      for (const name of ['arrivedMs', 'turnMs', 'endedMs'] as const) {
        const difference: number = Number(other[name]) - Number(server[name]);
        assert.ok(Math.abs(difference) < 0.02, name);
        assert.equal(other[name] === null, server[name] === null);
      }
      assert.equal(other.abandonedMs === null, server.abandonedMs === null);
    }
  });
});
