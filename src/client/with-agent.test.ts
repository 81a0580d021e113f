import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Agent, request } from 'undici';
import { withAgent } from './with-agent.ts';

test('withAgent gives the work an agent, and closes it afterwards', async () => {
  let used: Agent | undefined;
  const result = await withAgent({ connections: 2 }, (agent) => {
    used = agent;
    assert.equal(agent.closed, false);
    return 'done';
  });
  assert.equal(result, 'done');
  assert.equal(used?.closed, true);
});

test('withAgent aborts what is under way when the work fails', async () => {
  const server = createServer(() => {
    // Never answers.
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const failure = new Error('the work failed');
  let unanswered: Promise<unknown> | undefined;
  const work = withAgent({}, async (agent) => {
    unanswered = request(`http://127.0.0.1:${port}`, { dispatcher: agent });
    unanswered.catch(() => undefined);
    await once(server, 'request');
    throw failure;
  });
  await assert.rejects(work, (error) => error === failure);
  await assert.rejects(unanswered ?? Promise.resolve(), {
    code: 'UND_ERR_DESTROYED',
  });
  server.close();
});
