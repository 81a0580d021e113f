import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fixtures from '../fixtures/traces.ts';
import type { RequestTrace } from '../trace.ts';
import { endWords, pathWords } from './request-words.ts';

function wordsOf(method: string, url: string): string {
  const [request] = fixtures.single().requests as [RequestTrace];
  return pathWords({ ...request, method, url }, 40);
}

test('a request is called by its path, and its method if that is not GET', () => {
  assert.equal(wordsOf('GET', 'http://127.0.0.1/mew?a=1'), '/mew?a=1');
  assert.equal(wordsOf('POST', 'http://127.0.0.1/mew'), 'POST /mew');
});

test('a tunnel is called by the host and port that it leads to', () => {
  const words = wordsOf('CONNECT', 'http://mew.example:443');
  assert.equal(words, 'CONNECT mew.example:443');
});

test('also where undici writes its address with a slash', () => {
  const words = wordsOf('CONNECT', 'http://mew.example:443/');
  assert.equal(words, 'CONNECT mew.example:443');
});

test('a request over a proxy is called by its target', () => {
  const { requests, connections } = fixtures.single();
  const [request, connection] = [requests[0], connections[0]];
  assert.ok(request && connection);
  const toOther = { ...request, url: 'http://mew.example/x?a=1' };
  assert.equal(pathWords(toOther, 40, connection), 'mew.example/x?a=1');
  const direct = { ...request, url: `${connection.origin}/x` };
  assert.equal(pathWords(direct, 40, connection), '/x');
});

test('what a connection became is said with the status', () => {
  const [request] = fixtures.single().requests as [RequestTrace];
  const statusOf = (more: Partial<RequestTrace>) =>
    endWords({ ...request, ...more }, []).status;
  const upgrade = [['Upgrade', 'websocket']] as const;
  assert.equal(
    statusOf({ status: 101, responseHeaders: upgrade }),
    '101 websocket',
  );
  assert.equal(statusOf({ status: 101, responseHeaders: [] }), '101 upgraded');
  assert.equal(statusOf({ status: 200, method: 'CONNECT' }), '200 tunnel');
  assert.equal(statusOf({ status: 403, method: 'CONNECT' }), '403');
  assert.equal(statusOf({ status: 200 }), '200');
});

test('no bytes are counted where a connection became something else', () => {
  const [request] = fixtures.single().requests as [RequestTrace];
  const bytesOf = (more: Partial<RequestTrace>) =>
    endWords({ ...request, bytes: 0, ...more }, []).bytes;
  assert.equal(bytesOf({ status: 101 }), '');
  assert.equal(bytesOf({ status: 200, method: 'CONNECT' }), '');
  assert.equal(bytesOf({ status: 403, method: 'CONNECT' }), '0 B');
  assert.equal(bytesOf({ status: 204 }), '0 B');
});
