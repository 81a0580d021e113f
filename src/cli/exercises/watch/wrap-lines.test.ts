import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { suite, test } from 'node:test';
import { columnsOf } from '../../../command/columns.ts';
import { wrapLines } from './wrap-lines.ts';

suite('long lines', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

  test('are broken, with nothing lost and in their colour', () => {
    const text = `-  const found = ${'abcdefghij'.repeat(9)};`;
    const lines = wrapLines([red(text), 'short'], 40);
    assert.equal(lines.at(-1), 'short');
    for (const line of lines.slice(0, -1)) {
      assert.ok(line.startsWith('\u001b[31m') && line.endsWith('\u001b[39m'));
      assert.ok(columnsOf(stripVTControlCharacters(line)) <= 40);
    }
    const joined = lines.slice(0, -1).map(stripVTControlCharacters).join('');
    assert.equal(joined.replaceAll('  ↪ ', ''), text);
  });

  test('keep whole letters of two columns', () => {
    const lines = wrapLines(['日本'.repeat(20)], 15);
    for (const line of lines) assert.ok(columnsOf(line) <= 15);
    assert.equal(lines.join('').replaceAll('  ↪ ', ''), '日本'.repeat(20));
  });
});
