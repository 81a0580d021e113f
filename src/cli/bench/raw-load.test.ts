import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { loadServer } from './raw-load.ts';

test('the load has the requested number of requests and connections', async () => {
  let requests = 0;
  let connections = 0;
  const server = createServer((_, response) => {
    requests += 1;
    // In two pieces, so that an answer ends where it says and not at a chunk.
    response.setHeader('content-length', 2000).write('a'.repeat(1000));
    setImmediate(() => response.end('b'.repeat(1000)));
  });
  server.on('connection', () => (connections += 1));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await loadServer(new URL(`http://127.0.0.1:${port}/`), 50, 4);
  server.close();
  assert.equal(requests, 50);
  assert.equal(connections, 4);
});
