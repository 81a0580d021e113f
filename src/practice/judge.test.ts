import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exercises } from './catalogue.ts';
import type { Evidence } from './exercise.ts';
import { judge } from './judge.ts';

test('a value that a rule cannot read breaks that rule', () => {
  const evidence = { seed: 11, value: undefined } as unknown as Evidence;
  for (const exercise of exercises) {
    const attempt = { seed: 11, evidence, printed: '' };
    const { passed } = judge(exercise, [attempt]);
    assert.equal(passed, false, exercise.id);
  }
});
