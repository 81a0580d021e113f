import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hasHeartbeat } from '../analyse/heartbeat.ts';
import { stepByStep } from '../fixtures/named-traces.ts';
import { bounded, everyOutcome } from '../fixtures/traces.ts';
import { renderTraceFigure } from '../render/trace-figure.ts';
import { fromHar, isHar, type LooseHar } from './from-har.ts';
import { toHar } from './har.ts';

/** As a browser's developer tools write one, shortened. */
const foreign: LooseHar = {
  log: {
    entries: [
      {
        startedDateTime: '2026-03-14T09:26:53.250Z',
        time: 80.5,
        connection: '443',
        request: { method: 'GET', url: 'https://example.test/b.js' },
        response: { status: 200, bodySize: -1, content: { size: 700 } },
        timings: {
          blocked: 10.5,
          dns: -1,
          ssl: -1,
          connect: -1,
          send: 0.5,
          wait: 60,
          receive: 9.5,
          _queued: 3,
        },
      },
      {
        startedDateTime: '2026-03-14T10:26:53.000+01:00',
        time: 200,
        connection: '443',
        request: {
          method: 'POST',
          url: 'https://example.test/',
          headers: [{ name: 'accept', value: '*/*' }],
        },
        response: { status: 302, bodySize: 0 },
        timings: {
          blocked: 1,
          dns: 20,
          connect: 79,
          ssl: 50,
          send: 0,
          wait: 99,
          receive: 1,
        },
      },
      {
        startedDateTime: '2026-03-14T09:26:53.300Z',
        time: 12,
        request: { url: 'https://blocked.test/' },
        response: { status: 0, _error: 'net::ERR_BLOCKED_BY_CLIENT' },
        timings: { blocked: -1, send: null, wait: 'odd' },
      },
      { startedDateTime: 'at noon' },
    ],
  },
};

suite('an HTTP archive', () => {
  test('of a browser becomes a trace, in the order of its times', () => {
    const { requests, connections, durationMs } = fromHar(foreign);
    assert.deepEqual(
      requests.map(({ method, queuedMs, sentMs, headersMs, endMs, bytes }) => [
        method,
        queuedMs,
        sentMs,
        headersMs,
        endMs,
        bytes,
      ]),
      [
        ['POST', 0, 100, 199, 200, 0],
        ['GET', 250, 260.5, 321, 330.5, 700],
        ['GET', 300, 300, null, 312, 0],
      ],
    );
    assert.deepEqual(connections, [
      {
        id: 1,
        origin: 'https://example.test',
        openingMs: 1,
        lookedUpMs: 21,
        tcpOpenMs: 50,
        openMs: 100,
        closedMs: null,
        requestIds: [1, 2],
      },
    ]);
    assert.equal(requests[2]?.error?.code, 'net::ERR_BLOCKED_BY_CLIENT');
    assert.equal(durationMs, 330.5);
  });

  test('has no heartbeat, and its picture does not invent one', () => {
    const trace = fromHar(foreign);
    assert.equal(hasHeartbeat(trace), false);
    const svg = renderTraceFigure(trace);
    assert.doesNotMatch(svg, /Event loop/);
    assert.match(svg, /3 requests over 1 connection/);
  });

  test('that we wrote comes back with its times and connections', () => {
    for (const trace of [bounded(30, 5), everyOutcome()]) {
      const back = fromHar(toHar(trace));
      assert.equal(back.requests.length, trace.requests.length);
      const ends = (list: typeof trace.requests) =>
        list.map(({ endMs }) => Math.round(endMs ?? 0)).sort((a, b) => a - b);
      const [firstMs = 0] = trace.requests.map(({ queuedMs }) => queuedMs);
      const shifted = trace.requests.map((request) => ({
        ...request,
        endMs: (request.endMs ?? trace.durationMs) - firstMs,
      }));
      for (const [index, end] of ends(back.requests).entries()) {
        assert.ok(Math.abs(end - (ends(shifted)[index] ?? 0)) <= 2);
      }
    }
  });

  test('keeps name, TCP, TLS and body apart', () => {
    const [before, after] = [stepByStep(), fromHar(toHar(stepByStep()))].map(
      (trace) => toHar(trace).log.entries[0],
    );
    assert.deepEqual(after?.timings, before?.timings);
    assert.equal(after?.request.bodySize, 5_000);
  });

  test('may have more entries than a call can have arguments', () => {
    const entries = Array.from({ length: 150_000 }, () => ({
      startedDateTime: '2026-03-14T09:26:53.250Z',
      time: 12,
    }));
    assert.equal(fromHar({ log: { entries } }).durationMs, 12);
  });

  test('is told from other JSON', () => {
    assert.ok(isHar(foreign));
    for (const other of [
      null,
      5,
      [],
      {},
      { log: {} },
      { log: { entries: {} } },
    ]) {
      assert.ok(!isHar(other));
    }
  });

  test('may have 150,000 entries over one connection', () => {
    const [entry] = foreign.log.entries;
    assert.ok(entry);
    const entries = Array.from({ length: 150_000 }, () => entry);
    const { requests, connections } = fromHar({ log: { entries } });
    assert.equal(requests.length, 150_000);
    assert.equal(connections[0]?.requestIds.length, 150_000);
  });

  test('without entries is an empty trace', () => {
    assert.deepEqual(fromHar({ log: { entries: [] } }).requests, []);
  });
});
