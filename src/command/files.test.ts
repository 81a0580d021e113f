import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { UsageError, WorkError } from './options.ts';
import { claimStandardOutput, writablePath } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'files-test-'));
after(() => {
  rmSync(folder, { recursive: true });
});

suite('a file to be written later', () => {
  test('is given as an absolute path', () => {
    assert.equal(writablePath(join(folder, 'a.svg')), join(folder, 'a.svg'));
  });

  test('is refused before any work if its folder is missing', () => {
    const path = join(folder, 'missing', 'a.svg');
    assert.throws(() => writablePath(path), WorkError);
  });

  test('is refused if it is a folder', () => {
    assert.throws(() => writablePath(folder), /is a folder/);
  });

  test('is standard output where it is called -', () => {
    assert.equal(writablePath('-'), '-');
  });
});

test('standard output is for one thing at a time', () => {
  assert.equal(claimStandardOutput({ '--json': false, '--har': 'a' }), false);
  assert.equal(claimStandardOutput({ '--json': true, '--har': 'a' }), true);
  assert.equal(claimStandardOutput({ '--svg': undefined, '--har': '-' }), true);
  assert.throws(
    () => claimStandardOutput({ '--json': true, '--svg': 'a', '--har': '-' }),
    (error) =>
      error instanceof UsageError &&
      /only one of --json and --har: name a FILE/.test(error.message),
  );
});
