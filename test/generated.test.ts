import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaintsAbout } from '../src/cli/generate/generated.ts';
import { project } from '../src/setup/project.mjs';

test('starters and "Your turn" cells are up to date with their masters', () => {
  assert.deepEqual(complaintsAbout(project.root), []);
});
