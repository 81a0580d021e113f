import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fixtures from '../fixtures/traces.ts';
import type { RequestTrace } from '../trace.ts';
import { pathWords } from './request-words.ts';

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
