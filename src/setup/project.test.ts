import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeProject, project, readJson } from './project.mjs';

test('programs are where each platform has them', () => {
  const windows = describeProject('root', 'win32');
  const other = describeProject('root', 'linux');
  assert.match(windows.pinnedNode, /bin.node\.exe$/);
  assert.match(windows.venvPython, /\.venv.Scripts.python\.exe$/);
  assert.match(other.pinnedNode, /bin.node$/);
  assert.match(other.venvPython, /\.venv.bin.python$/);
});

test('this project is the one with these sources', () => {
  assert.ok(existsSync(join(project.source, 'setup', 'project.mjs')));
  assert.doesNotMatch(project.root, /[\\/]$/);
});

test('a file that is missing or not JSON gives nothing', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'json-'));
  context.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'a.json');
  assert.equal(readJson(file), undefined);
  writeFileSync(file, '{');
  assert.equal(readJson(file), undefined);
  writeFileSync(file, '{"a":1}');
  assert.deepEqual(readJson(file), { a: 1 });
});
