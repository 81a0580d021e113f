import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { project } from '../src/setup/project.mjs';
import { runCommand } from './command.ts';

suite('Single slides as pictures', { timeout: 240_000 }, () => {
  let folder: string;

  before(() => {
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.png-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  test('have their slide’s size and name, in light or dark', async () => {
    const args = [
      'slides',
      'png',
      '00.1',
      '3.1',
      '04.10',
      '00-7',
      '--out',
      folder,
    ];
    const light = await runCommand(args);
    assert.equal(light.code, 0, light.stderr);
    const read = (name: string) => readFileSync(join(folder, name));
    const picture = read('00-1.png');
    // Width and height are the first numbers of a PNG.
    assert.equal(picture.readUInt32BE(16), 1920);
    assert.equal(picture.readUInt32BE(20), 1080);
    const other = read('03-1.png');
    const dark = await runCommand([...args, '--theme', 'dark']);
    assert.equal(dark.code, 0, dark.stderr);
    assert.notDeepEqual(read('03-1.png'), other);
  });

  for (const [name, words] of [
    ['04-99', /There is no slide "04-99"\. Section 04 has 04-1 to 04-\d+\./],
    ['x', /There is no slide "x"\. A slide has its number at its foot/],
  ] as const) {
    test(`say that there is no slide ${name}`, async () => {
      const { code, stderr } = await runCommand(['slides', 'png', name]);
      assert.equal(code, 2);
      assert.match(stderr, words);
    });
  }
});
