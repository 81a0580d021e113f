import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './explain.mjs';

function explain(output: string): string {
  return explainFailure('npm could not install', output, 'npm start').message;
}

test('a failure says what failed, why, what to do, and what the tool said', () => {
  const output = 'npm error code ENOSPC\nnpm error A complete log is in x\n';
  assert.equal(
    explain(output),
    [
      'npm could not install: the disk is full.',
      'Free about 1 GB, then run npm start again.',
      'The last thing it printed: code ENOSPC',
    ].join('\n'),
  );
});

test('a certificate explains more than the connection that it broke', () => {
  const output = 'ECONNRESET\nSELF_SIGNED_CERT_IN_CHAIN';
  assert.match(explain(output), /certificate is not trusted/);
});

test('a line that speaks of an error says more than the last line', () => {
  const output = 'ERROR: it failed\nnotice: a newer pip is there';
  assert.match(explain(output), /printed: ERROR: it failed$/);
});

test('a stack trace is not quoted', () => {
  const output = [
    'npm error code ECONNREFUSED',
    'npm error FetchError: request to http://127.0.0.1:1/x failed, reason: connect ECONNREFUSED',
    'npm error     at ClientRequest.<anonymous> (/npm/node_modules/minipass-fetch/lib/index.js:130:14)',
    'npm error     at emitErrorEvent (node:_http_client:101:11)',
    'npm error     at async Promise.all (index 3)',
    'npm error     at node:internal/main/run_main:12:3',
  ].join('\n');
  assert.match(explain(output), /the network cannot be reached/);
  assert.match(explain(output), /printed: FetchError: request to \S+ failed/);
});

test('a full disk is told even when the tool could not say it', () => {
  const full = explainFailure(
    'npm could not install',
    '',
    'npm start',
    () => 0,
  );
  assert.equal(
    full.message,
    'npm could not install: the disk is full.\nFree about 1 GB, then run npm start again.',
  );
});

test('without output there is nothing to quote', () => {
  assert.equal(explain(''), 'npm could not install.\nRun npm start again.');
});
