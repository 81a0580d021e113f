import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkCast } from '../src/deck/casts/check.ts';
import { sceneNames } from '../src/deck/casts/scenes.ts';

/** It sets up a clone, which takes minutes; `casts --check` includes it. */
const slow = ['install'];

suite('what the recordings show is still true', { timeout: 300_000 }, () => {
  for (const name of sceneNames().filter((name) => !slow.includes(name))) {
    test(name, async () => {
      assert.deepEqual(await checkCast(name), []);
    });
  }
});
