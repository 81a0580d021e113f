import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsOfWellFormed } from './fixture-xml.ts';
import * as fixtures from '../fixtures/traces.ts';
import { describeTrace, renderTraceTable, traceFacts } from './table.ts';

test('a trace is described in readable numbers', () => {
  assert.deepEqual(traceFacts(fixtures.bounded(150, 20)).slice(0, 5), [
    ['took', '770 ms'],
    ['requests', '150'],
    ['failed or aborted', 'none'],
    ['connections used', '20'],
    ['most in flight at once', '20'],
  ]);
});

test('the table is well-formed and its rows have headers', () => {
  const table = renderTraceTable(fixtures.everyOutcome());
  idsOfWellFormed(table);
  assert.equal(table.match(/<th scope="row"/g)?.length, 8);
  assert.match(table, /failed or aborted<\/th><td[^>]*>4<\/td>/);
});

test('a description says what failed and what held the event loop up', () => {
  assert.match(
    describeTrace(fixtures.everyOutcome()),
    /4 of them failed or were aborted\./,
  );
  assert.match(
    describeTrace(fixtures.newConnectionEach(150, true)),
    /^150 requests over 150 connections in 29\.40 s, at most 1 in flight/,
  );
  assert.match(
    describeTrace(fixtures.noRequests()),
    /^No request was made in 1\.20 s\./,
  );
});
