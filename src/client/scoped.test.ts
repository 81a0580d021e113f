import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Agent } from 'undici';
import { scoped } from './scoped.ts';

test('an agent in a scope is closed where the scope ends', async () => {
  const agent = new Agent();
  {
    await using inside = scoped(agent);
    assert.equal(inside, agent);
    assert.equal(inside.closed, false);
  }
  assert.equal(agent.closed, true);
});

test('it is closed even when something throws on the way', async () => {
  const agent = new Agent();
  const failing = async () => {
    await using inside = scoped(agent);
    assert.equal(inside.closed, false);
    throw new Error('on the way');
  };
  await assert.rejects(failing(), /on the way/);
  assert.equal(agent.closed, true);
});
