import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastLine, runTool } from './tool.mjs';

test('a tool gives its exit code and all that it printed', async () => {
  const code = 'console.log("out"); console.error("err"); process.exit(3)';
  const result = await runTool(process.execPath, ['-e', code]);
  assert.equal(result.code, 3);
  assert.deepEqual(result.output.trim().split('\n').sort(), ['err', 'out']);
});

test('a tool that is not installed ends without a code, and does not throw', async () => {
  const { code, output } = await runTool('no-such-tool', []);
  assert.equal(code, null);
  assert.match(output, /ENOENT/);
});

test('the last line is the last one that is not empty', () => {
  assert.equal(lastLine('one\ntwo\n\n'), 'two');
  assert.equal(lastLine(''), '');
});
