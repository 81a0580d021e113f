import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceOf } from '../../trace/fixtures/trace-of.ts';
import type { RequestTrace } from '../../trace/trace.ts';
import { renderHead } from './head.ts';

const options = {
  columns: 80,
  colour: false,
  verbose: false,
  protocolOf: () => 'HTTP/1.1',
};

const times = {
  queuedMs: 0,
  sentMs: 1,
  headersMs: 2,
  endMs: 3,
  connectionId: 1,
};
const [mew, lost] = traceOf(
  [
    { ...times, path: '/mew' },
    { ...times, path: '/lost', status: 404 },
  ],
  { durationMs: 9 },
).requests as [RequestTrace, RequestTrace];
const redirect: RequestTrace = {
  ...mew,
  status: 302,
  responseHeaders: [['Location', '/mew']],
};

suite('the head of an answer', () => {
  test('has its status and its headers as they were sent', () => {
    assert.deepEqual(renderHead([mew], options).split('\n'), [
      'HTTP/1.1 200 OK',
      'content-type: application/json; charset=utf-8',
      'server-timing: connect;dur=0',
      '',
    ]);
  });

  test('shows where each redirect led', () => {
    const [first, second] = renderHead([redirect, mew], options).split('\n');
    assert.equal(first, 'HTTP/1.1 302 Found → /mew');
    assert.equal(second, 'HTTP/1.1 200 OK');
  });

  test('shows UTF-8 in headers as text, and Latin 1 too', () => {
    const octets = Buffer.from('/búsqueda').toString('latin1');
    const answer: RequestTrace = {
      ...mew,
      responseHeaders: [
        ['Location', octets],
        ['X-Old', 'caf\u00e9'],
      ],
    };
    const [first] = renderHead([answer, mew], options).split('\n');
    assert.equal(first, 'HTTP/1.1 200 OK → /búsqueda');
    const lines = renderHead([answer], options).split('\n');
    assert.deepEqual(lines.slice(1, 3), ['Location: /búsqueda', 'X-Old: café']);
  });

  test('shows what was sent if it is verbose', () => {
    const verbose = { ...options, verbose: true };
    const lines = renderHead([redirect, mew], verbose).split('\n');
    assert.deepEqual(lines.slice(0, 5), [
      '> GET /mew HTTP/1.1',
      '> accept: */*',
      'HTTP/1.1 302 Found',
      'Location: /mew',
      '> GET /mew HTTP/1.1',
    ]);
  });

  test('shows the method, path and host of HTTP/2 as those of HTTP/1.1', () => {
    const sent: RequestTrace = {
      ...mew,
      requestHeaders: [
        [':method', 'GET'],
        [':path', '/mew'],
        ['accept', '*/*'],
      ],
    };
    const http2 = { ...options, verbose: true, protocolOf: () => 'HTTP/2' };
    assert.deepEqual(renderHead([sent], http2).split('\n').slice(0, 4), [
      '> GET /mew HTTP/2',
      '> host: 127.0.0.1:41234',
      '> accept: */*',
      'HTTP/2 200 OK',
    ]);
  });

  test('is red for an error, where there are colours', () => {
    const coloured = { ...options, colour: true };
    assert.ok(renderHead([lost], coloured).includes('\u001b[31m404 Not Found'));
    assert.ok(renderHead([mew], coloured).includes('\u001b[32m200 OK'));
  });

  test('shows an unknown status, and cannot control the terminal', () => {
    const odd: RequestTrace = {
      ...mew,
      status: 299,
      responseHeaders: [['x', '\u009b2J']],
    };
    assert.equal(renderHead([odd], options), 'HTTP/1.1 299\nx: \ufffd2J\n');
  });
});
