import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { WorkError } from './options.ts';
import { project } from '../setup/project.mjs';
import { explainUnwritable, requireWritable } from './unwritable.ts';

mkdirSync(project.work, { recursive: true });
const folder = mkdtempSync(join(project.work, '.test-unwritable-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const advice = 'Make it yours.';

/** The error that Node has for a path; a superuser may write anywhere. */
function errorAt(path: string, code: string): Error {
  return Object.assign(new Error(`${code}: open '${path}'`), { code, path });
}

suite('what cannot be written', () => {
  test('is one line with its path and what to do', async () => {
    writeFileSync(join(folder, 'work'), 'a file');
    const act = () => {
      mkdirSync(join(folder, 'work/exercises'), { recursive: true });
      return Promise.resolve();
    };
    await assert.rejects(explainUnwritable(folder, advice, act), (error) => {
      assert.ok(error instanceof WorkError);
      assert.match(
        error.message,
        /^work\/exercises cannot be written: [^\n]+ Make it yours\.$/,
      );
      return true;
    });
  });

  test('is known before something else writes there', async () => {
    writeFileSync(join(folder, 'taken'), 'a file');
    await assert.rejects(
      explainUnwritable(folder, advice, async () => {
        await Promise.resolve();
        requireWritable(join(folder, 'taken'));
      }),
      /^WorkError: taken cannot be written: a file stands where /,
    );
  });

  for (const code of ['EACCES', 'EPERM', 'EROFS', 'ENOSPC']) {
    test(`is explained for ${code}`, async () => {
      const error = errorAt(join(folder, '.cache/copies.lock'), code);
      await assert.rejects(
        explainUnwritable(folder, advice, () => Promise.reject(error)),
        /^WorkError: \.cache\/copies\.lock cannot be written: /,
      );
    });
  }

  test('is left as it is elsewhere', async () => {
    const error = errorAt('/somewhere/else', 'EACCES');
    const act = () => Promise.reject(error);
    await assert.rejects(explainUnwritable(folder, advice, act), error);
  });
});
