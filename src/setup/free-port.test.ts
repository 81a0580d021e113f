import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test, type TestContext } from 'node:test';
import { findFreePort, listenOnFreePort } from './free-port.mjs';

async function listenAnywhere(context: TestContext): Promise<number> {
  const server = createServer();
  const port = await listenOnFreePort(server, 0);
  context.after(() => server.close());
  assert.ok(port !== undefined && port > 0);
  return port;
}

test('a port that is taken is passed over for a later one', async (context) => {
  const taken = await listenAnywhere(context);
  const free = await findFreePort(taken);
  assert.ok(free !== undefined && free > taken && free <= taken + 100);
});

test('a port that was found is free again', async () => {
  const port = await findFreePort(0);
  assert.ok(port !== undefined && port > 0);
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
});

test('no port is past 65535', async (context) => {
  const server = createServer();
  const last = await listenOnFreePort(server, 65_535);
  context.after(() => server.close());
  // Where another program has the last port, this cannot be tried.
  if (last === undefined) return;
  assert.equal(await findFreePort(65_535), undefined);
});
