import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import type { Page } from './page.ts';
import { openRows, readRows } from './rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'rows-test-'));
const file = join(folder, 'rows.ndjson');
after(() => {
  rmSync(folder, { recursive: true });
});

const pages: readonly Page[] = ['é', 'line\u2028end', 'x'.repeat(100_000)].map(
  (title, at) => ({ url: `http://a/${at}`, status: 200, title, links: [] }),
);

async function write(): Promise<void> {
  rmSync(file, { force: true });
  const { save, close } = await openRows(file);
  await Promise.all(pages.map(save));
  await close();
}

suite('rows in a file', () => {
  test('are read as they were written, in order', async () => {
    await write();
    assert.deepEqual(await Array.fromAsync(readRows(file)), pages);
  });

  test('are in the file as soon as they are saved', async () => {
    rmSync(file, { force: true });
    const { save, close } = await openRows(file);
    for (const page of pages) {
      await save(page);
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      assert.deepEqual(JSON.parse(lines.at(-1) ?? ''), page);
    }
    await close();
  });

  const row = Buffer.from(`${JSON.stringify(pages[0])}\n`);
  for (const bytes of [1, 5, 20, row.indexOf('é') + 1, row.length - 1]) {
    test(`lose a last one of which only ${bytes} bytes were written`, async () => {
      await write();
      const whole = readFileSync(file);
      appendFileSync(file, row.subarray(0, bytes));
      assert.deepEqual(await Array.fromAsync(readRows(file)), pages);
      assert.deepEqual(readFileSync(file), whole);
    });
  }

  for (const text of [
    'a letter',
    'a letter\n',
    '{"url":1}\n',
    '{"url":"http://a/"}\n',
    'null\n',
    '[]',
    `${JSON.stringify(pages[0])}\n{"a":1`,
  ]) {
    test(`are not taken for ${JSON.stringify(text)}, which stays as it is`, async () => {
      writeFileSync(file, text);
      await assert.rejects(Array.fromAsync(readRows(file)), SyntaxError);
      assert.equal(readFileSync(file, 'utf8'), text);
    });
  }
});
