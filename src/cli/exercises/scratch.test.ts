import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { project } from '../../setup/project.mjs';
import { withScratch } from './scratch.ts';

suite('the folder of a check', () => {
  let root: string;
  before(() => {
    mkdirSync(project.work, { recursive: true });
    root = mkdtempSync(join(project.work, '.test-scratch-'));
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  test('is there while it is used, whatever comes of it', async () => {
    let seen = '';
    const use = withScratch(root, (folder) => {
      seen = folder;
      assert.ok(existsSync(folder));
      throw new Error('broken');
    });
    await assert.rejects(use, /broken/);
    assert.ok(!existsSync(seen));
  });

  test('is removed by the next check when its process was killed', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const abandoned = join(root, 'work', `.check-${child.pid}-abc`);
    const inUse = join(root, 'work', `.check-${process.pid}-abc`);
    const other = join(root, 'work', 'exercises');
    for (const folder of [abandoned, inUse, other]) {
      mkdirSync(folder, { recursive: true });
    }
    await withScratch(root, () => {
      assert.ok(!existsSync(abandoned));
      assert.ok(existsSync(inUse) && existsSync(other));
      return Promise.resolve();
    });
  });
});
