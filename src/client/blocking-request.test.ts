import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, suite, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { record } from '../trace/record/record.ts';
import { summarise } from '../trace/analyse/summarise.ts';
import { blockingRequest } from './blocking-request.ts';

/** In a thread of its own: this one stands still while it asks. */
const serverCode = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const server = createServer((request, response) => {
    if (request.url === '/cut') return request.socket.destroy();
    response.statusCode = request.url === '/missing' ? 404 : 200;
    response.end('you asked for ' + request.url);
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

let server: Worker;
let url: string;

before(async () => {
  server = new Worker(serverCode, { eval: true });
  const [port] = (await once(server, 'message')) as [number];
  url = `http://127.0.0.1:${port}`;
});

after(() => server.terminate());

suite('a blocking request', () => {
  test('returns status, headers and text', () => {
    const response = blockingRequest(`${url}/mew`);
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['connection'], 'close');
    assert.equal(response.text, 'you asked for /mew');
  });

  test('does not throw at a status', () => {
    assert.equal(blockingRequest(`${url}/missing`).statusCode, 404);
  });

  test('throws undici’s error when an answer is missing', () => {
    assert.throws(() => blockingRequest(`${url}/cut`), {
      code: 'UND_ERR_SOCKET',
    });
  });

  test('is in the trace, over a connection of its own, as blocking', async () => {
    const { trace } = await record(() =>
      ['/1', '/2', '/3'].map((path) => blockingRequest(url + path)),
    );
    const summary = summarise(trace);
    assert.equal(summary.requests, 3);
    assert.equal(summary.connections, 3);
    assert.equal(summary.peakInFlight, 1);
    assert.ok(trace.requests.every(({ blocking }) => blocking));
    assert.ok(trace.connections.every(({ closedMs }) => closedMs !== null));
  });

  test('lets no heartbeat through', async () => {
    const { trace } = await record(() => blockingRequest(`${url}/mew`));
    assert.deepEqual(trace.heartbeat.beatsMs, []);
  });

  test('is in the trace when it fails', async () => {
    const { trace } = await record(() => {
      assert.throws(() => blockingRequest(`${url}/cut`));
    });
    assert.equal(trace.requests[0]?.error?.code, 'UND_ERR_SOCKET');
  });
});
