import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProbe, requirePython } from './python-find.mjs';

for (const [output, version, fits, makesVenvs] of [
  ['3.12 True True\n', '3.12', true, true],
  ['3.10 True False\r\n', '3.10', true, false],
  ['warning: a plug-in is old\n3.9 False True\n', '3.9', false, true],
] as const) {
  test(`${JSON.stringify(output)} is Python ${version}`, () => {
    assert.deepEqual(parseProbe(output), { version, fits, makesVenvs });
  });
}

test('anything else is not a Python', () => {
  for (const output of ['', 'Python was not found; run without arguments']) {
    assert.equal(parseProbe(output), undefined);
  }
});

test('a missing or old Python is refused with what to do', async () => {
  const old = { command: ['python3'], version: '3.8', makesVenvs: true };
  await assert.rejects(requirePython(undefined, {}, 'npm start'), {
    name: 'WorkError',
    message: /^Python was not found.*then run npm start again\.$/s,
  });
  await assert.rejects(requirePython({ ...old, fits: false }, {}, 'x'), {
    message: /^Python 3\.8 is too old: JupyterLab needs 3\.10 or later\./,
  });
});
