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

test('without output there is nothing to quote', () => {
  assert.equal(explain(''), 'npm could not install.\nRun npm start again.');
});
