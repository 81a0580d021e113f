import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Trace } from '../trace.ts';
import { idsOfWellFormed } from './fixture-xml.ts';
import { namedTraces } from '../fixtures/named-traces.ts';
import * as fixtures from '../fixtures/traces.ts';
import {
  renderConnectionLanes,
  renderHeartbeat,
  renderTraceFigure,
  renderWaterfall,
} from './trace-figure.ts';

const traces: Readonly<Record<string, () => Trace>> = {
  ...namedTraces,
  '150 in turn': () => fixtures.newConnectionEach(150),
  '150 over one connection': () => fixtures.pooled(150),
  '150 over 20': () => fixtures.bounded(150, 20),
  '10,000 over 20': () => fixtures.bounded(10_000, 20),
  '10,000 over one': () => fixtures.bounded(10_000, 1),
  '10,000 over 500': () => fixtures.bounded(10_000, 500),
  '10,000 failed': () => fixtures.allFailed(10_000),
};

const renderers = {
  renderTraceFigure,
  renderWaterfall,
  renderConnectionLanes,
  renderHeartbeat,
};

describe('a figure of', () => {
  for (const [name, makeTrace] of Object.entries(traces)) {
    test(`${name} is well-formed, named, of bounded size and the same each time`, () => {
      for (const render of Object.values(renderers)) {
        const trace = makeTrace();
        const svg = render(trace, { name });
        assertFigure(svg);
        assert.equal(render(makeTrace(), { name }), svg);
      }
    });
  }
});

function assertFigure(svg: string): void {
  const ids = idsOfWellFormed(svg);
  const [prefix] = ids;
  assert.ok(prefix);
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  assert.ok(
    ids.every((id) => id.startsWith(prefix)),
    'ids are prefixed',
  );
  for (const [, used] of svg.matchAll(/url\(#([^)]*)\)/g)) {
    assert.ok(ids.includes(used ?? ''), 'patterns are its own');
  }
  assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="[^"]+"/);
  assert.match(svg, /<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+</);
  assert.doesNotMatch(svg, /NaN|Infinity|undefined|null/);
  assert.ok(svg.length < 300_000, `${svg.length} bytes`);
}

test('figures share a page: each has ids of its own', () => {
  const [pooled] = idsOfWellFormed(renderTraceFigure(fixtures.pooled(3)));
  const [bounded] = idsOfWellFormed(renderTraceFigure(fixtures.bounded(3, 2)));
  assert.notEqual(pooled, bounded);
});

test('a caller names the ids, and cannot break out of them', () => {
  const svg = renderWaterfall(fixtures.single(), { idPrefix: '1 "><b>' });
  assert.equal(idsOfWellFormed(svg)[0], 'figure-1----b-');
});

test('a script finds the requests, the stalls and the time in a picture', () => {
  const svg = renderTraceFigure(fixtures.everyOutcome());
  const indices = (name: string) =>
    [...svg.matchAll(new RegExp(`data-${name}="([^"]*)"`, 'g'))].map(
      ([, index]) => Number(index),
    );
  const { requests } = fixtures.everyOutcome();
  const inRowsAndLanes = new Set(indices('request'));
  assert.deepEqual(
    [...inRowsAndLanes].sort((a, b) => a - b),
    requests.map((_, index) => index),
  );
  assert.ok(indices('request').length > requests.length, 'lanes have them too');
  const held = renderTraceFigure(fixtures.newConnectionEach(3, true));
  assert.match(held, /data-stall="0"/);
  const { durationMs } = fixtures.everyOutcome();
  const [originPx, msPerPx] = [indices('origin-x')[0], indices('ms-per-px')[0]];
  assert.equal(originPx, 156);
  assert.ok(msPerPx);
  assert.equal(Math.round((760 - 172 - 156) * msPerPx), durationMs);
});

test('a picture that is thinned says so', () => {
  const thinned = renderTraceFigure(fixtures.bounded(10_000, 500));
  assert.match(thinned, /every 100th of 10,000 requests/);
  assert.match(thinned, /every 10th of 500 connections/);
  const merged = renderConnectionLanes(fixtures.bounded(10_000, 20));
  assert.match(merged, /10,000 requests, too many to tell apart/);
  const whole = renderTraceFigure(fixtures.bounded(150, 20));
  assert.doesNotMatch(whole, /every \d+/);
  assert.doesNotMatch(whole, /too many/);
});

test('every failure is visible, even those that thinning leaves out', () => {
  const trace = fixtures.bounded(10_000, 20);
  const requests = trace.requests.map((request) =>
    request.id === 4_321 ? { ...request, status: 500 } : request,
  );
  const svg = renderWaterfall({ ...trace, requests });
  assert.equal(svg.match(/class="alarm"/g)?.length, 2, 'legend and row');
});

test('text from a server or a URL cannot become markup', () => {
  const trace = fixtures.everyOutcome();
  const requests = trace.requests.map((request) => ({
    ...request,
    method: '<M>',
    url: '"><script>alert(1)</script>',
    error: { name: '<E>', code: null, message: '<img src=x onerror=1>&\u0000' },
  }));
  const name = '</svg><script>';
  const svg = renderTraceFigure({ ...trace, requests }, { name });
  assertFigure(svg);
  assert.doesNotMatch(svg, /<script|<img|<M|<E/);
});

test('few requests have their path, status, bytes and time next to them', () => {
  const svg = renderWaterfall(fixtures.everyOutcome());
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(
    ([, text]) => text,
  );
  for (const expected of [
    '/api/v2/pokemon/1',
    '200',
    '900 B',
    '197 ms',
    'ECONNREFUSED',
    'aborted',
    '404',
    'running',
    'POST /upload',
  ]) {
    assert.ok(texts.includes(expected), expected);
  }
});

test('a row tells everything that is known about its request', () => {
  const svg = renderWaterfall(fixtures.everyOutcome());
  assert.match(svg, /<title>1\. \/api\/v2\/pokemon\/1: 200, 900 B, 197 ms\n/);
  assert.match(
    svg,
    /\nopening the connection 139 ms\nwaiting for the answer 53 ms\n/,
  );
  assert.match(svg, /ECONNREFUSED: connect ECONNREFUSED/);
});

test('the legend explains what is there, once, and nothing else', () => {
  const pooled = renderTraceFigure(fixtures.pooled(10));
  assert.equal(pooled.match(/>waiting for the answer</g)?.length, 1);
  assert.doesNotMatch(pooled, />failed, or|>aborted</);
  const outcomes = renderTraceFigure(fixtures.everyOutcome());
  for (const words of ['failed, or an error status', 'aborted']) {
    assert.match(outcomes, new RegExp(`>${words}<`));
  }
});

test('small and large pictures are drawn with the same signs', () => {
  const classesIn = (svg: string) =>
    new Set([...svg.matchAll(/<path class="([\w-]+)" d/g)].map(([, c]) => c));
  const [few, many] = [fixtures.allFailed(8), fixtures.allFailed(150)];
  assert.deepEqual(
    classesIn(renderWaterfall(few)),
    classesIn(renderWaterfall(many)),
  );
  const [small, large] = [fixtures.bounded(20, 2), fixtures.bounded(150, 2)];
  for (const trace of [small, large]) {
    assert.ok(classesIn(renderWaterfall(trace)).has('queued'));
  }
});

test('a picture of the lessons fits a screen of 768 pixels', () => {
  const mostPx = 600;
  for (const trace of [
    fixtures.newConnectionEach(150),
    fixtures.pooled(150),
    fixtures.unbounded(150),
    fixtures.bounded(150, 20),
    fixtures.bounded(150, 100),
    fixtures.conference(),
    fixtures.bounded(32, 32),
    fixtures.bounded(10_000, 20),
  ]) {
    const height = /^<svg [^>]* height="([\d.]+)"/.exec(
      renderTraceFigure(trace),
    )?.[1];
    assert.ok(Number(height) <= mostPx, `${height ?? ''} px`);
  }
});

test('lanes that would repeat the rows are folded, and alone they are not', () => {
  const trace = fixtures.unbounded(150);
  const svg = renderTraceFigure(trace);
  assert.match(svg, /150, with one request each: the rows show them too/);
  assert.doesNotMatch(svg, /connection 1 to http/);
  assert.match(renderConnectionLanes(trace), /connection 1 to http/);
  assert.match(renderTraceFigure(fixtures.bounded(150, 20)), /connection 1 to/);
});

test('beside many thin rows five are drawn larger, where there is room', () => {
  for (const trace of [
    fixtures.newConnectionEach(150),
    fixtures.pooled(150),
    fixtures.bounded(150, 20),
  ]) {
    const svg = renderTraceFigure(trace);
    assert.equal(svg.match(/requests 73 to 77, larger/g)?.length, 1);
  }
  for (const trace of [fixtures.unbounded(150), fixtures.pooled(20)]) {
    assert.doesNotMatch(renderTraceFigure(trace), /larger/);
  }
  const growing = { room: { requests: 300, lengthMs: 60_000 } };
  assert.doesNotMatch(
    renderTraceFigure(fixtures.pooled(150), growing),
    /larger/,
  );
});

test('what lanes carried is counted, not what was asked for', () => {
  const trace = fixtures.bounded(20, 5);
  const waiting = trace.requests.map((each) => ({
    ...each,
    id: each.id + 20,
    sentMs: null,
    headersMs: null,
    endMs: null,
    status: null,
    connectionId: null,
  }));
  const requests = [...trace.requests, ...waiting];
  const svg = renderTraceFigure({ ...trace, requests });
  assert.match(svg, /5 connections carried 20 requests/);
});

test('the title sums up the trace', () => {
  const title = (trace: Trace) =>
    /<title [^>]*>([^<]*)</.exec(
      renderTraceFigure(trace, { name: 'run' }),
    )?.[1];
  assert.equal(
    title(fixtures.bounded(150, 20)),
    'run: 150 requests over 20 connections in 770 ms',
  );
  assert.equal(title(fixtures.noRequests()), 'run: no request in 1.20 s');
  assert.equal(
    title(fixtures.allFailed(40)),
    'run: 40 requests in 120 ms, all failed',
  );
});

test('several requests at once on one connection are counted', () => {
  const trace = fixtures.unbounded(12);
  const [connection] = trace.connections;
  assert.ok(connection);
  const requestIds = trace.requests.map(({ id }) => id);
  const requests = trace.requests.map((each) => ({ ...each, connectionId: 1 }));
  const connections = [{ ...connection, requestIds }];
  const svg = renderConnectionLanes({ ...trace, requests, connections });
  assert.match(svg, /carried 12 requests, up to 12 at once on one</);
  const tops = new Set(
    [...svg.matchAll(/<g data-request[^>]*><path [^>]*d="M\S+ (\S+?)h/g)].map(
      ([, top]) => top,
    ),
  );
  assert.equal(tops.size, 12, 'each is on a line of its own');
});
