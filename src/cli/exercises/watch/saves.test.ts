import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { watchSaves } from './saves.ts';

async function createWatched(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'saves-'));
  const file = join(folder, '03-a.ts');
  writeFileSync(file, 'one');
  const seen: (() => void)[] = [];
  const elsewhere: string[] = [];
  let count = 0;
  const saves = await watchSaves(folder, {
    onSave() {
      count++;
      for (const resolve of seen.splice(0)) resolve();
    },
    onSaveElsewhere(other) {
      elsewhere.push(other);
    },
    onTrouble: assert.fail,
  });
  saves.follow(file);
  context.after(async () => {
    await saves.close();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    file,
    saves,
    elsewhere,
    count: () => count,
    saved: () => new Promise<void>((resolve) => seen.push(resolve)),
  };
}

suite('saves', () => {
  test('are seen when a file is written in place', async (context) => {
    const { file, saved } = await createWatched(context);
    const next = saved();
    writeFileSync(file, 'two');
    await next;
  });

  test('are seen when the file is replaced by another', async (context) => {
    const { file, saved } = await createWatched(context);
    for (const text of ['two', 'three']) {
      const next = saved();
      writeFileSync(`${file}.tmp`, text);
      renameSync(`${file}.tmp`, file);
      await next;
    }
  });

  test('are seen when the file is removed and created again', async (context) => {
    const { file, saved } = await createWatched(context);
    const next = saved();
    rmSync(file);
    writeFileSync(file, 'two');
    await next;
  });

  test('in several steps count as one', async (context) => {
    const { file, saved, count } = await createWatched(context);
    const next = saved();
    for (const text of ['', 't', 'tw', 'two']) writeFileSync(file, text);
    await next;
    const another = saved();
    writeFileSync(file, 'three');
    await another;
    assert.equal(count(), 2);
  });

  test('of another file, which was there before, are told apart', async (context) => {
    const { folder, file, saves, saved, count, elsewhere } =
      await createWatched(context);
    const other = join(folder, '04-b.ts');
    writeFileSync(other, 'one');
    saves.follow(other);
    const next = saved();
    writeFileSync(file, 'two');
    writeFileSync(other, 'two');
    await next;
    while (elsewhere.length === 0) await setTimeout(5);
    assert.deepEqual([...new Set(elsewhere)], [file]);
    assert.equal(count(), 1);
  });

  test('without a change, and those of other files, do not count', async (context) => {
    const { folder, file, saves, saved, count } = await createWatched(context);
    writeFileSync(file, 'one');
    const other = join(folder, '04-b.ts');
    writeFileSync(other, 'other');
    saves.follow(other);
    const next = saved();
    writeFileSync(file, 'not followed any more');
    writeFileSync(other, 'changed');
    await next;
    assert.equal(count(), 1);
  });
});
