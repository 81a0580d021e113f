import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { project } from '../src/setup/project.mjs';
import { runCommand } from './command.ts';

const built = join(project.root, 'slides/dist');

test('the slides are built, and then pass the presenter’s own check', async () => {
  const build = await runCommand(['slides', 'build']);
  assert.equal(build.code, 0, build.stderr);
  assert.match(build.stdout, /\d+ slides, 45 minutes/);
  for (const page of ['index.html', 'talk.html']) {
    assert.ok(existsSync(join(built, page)), page);
  }
  const check = await runCommand(['slides', 'check']);
  // Which run of a demo is quicker is certain only where nothing else runs.
  const wrong = check.stdout
    .split('\n')
    .filter(
      (line) => line.startsWith('✖') && !line.includes('other way round'),
    );
  assert.deepEqual(wrong, [], check.stdout + check.stderr);
  assert.match(
    check.stdout,
    /^(?:Ready: npm run slides|Not ready yet: demo .*)$/m,
  );
});
