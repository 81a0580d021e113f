import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
} from 'node:http';
import {
  connect as connectSocket,
  type AddressInfo,
  type Socket,
} from 'node:net';
import { Readable } from 'node:stream';
import { after, before, suite, test } from 'node:test';
import {
  Agent,
  connect,
  EnvHttpProxyAgent,
  interceptors,
  MockAgent,
  ProxyAgent,
  request,
  RetryAgent,
  upgrade,
  type Dispatcher,
} from 'undici';
import { toHar } from '../export/har.ts';
import type { RequestTrace, Trace } from '../trace.ts';
import { createRecorder } from './record.ts';
import { unrecorded } from './undici-handlers.ts';

const sockets = new Set<Socket>();

/** Answers, upgrades, and tells which headers it was sent. */
const server = createServer((incoming, response) => {
  if (incoming.url === '/held') return;
  incoming.resume().on('end', () => {
    response.end(JSON.stringify(incoming.rawHeaders));
  });
});

function accept(incoming: IncomingMessage, socket: Socket): void {
  socket.on('error', () => undefined);
  const status = incoming.method === 'CONNECT' ? '200 OK' : '101 Switching';
  socket.write(
    `HTTP/1.1 ${status}\r\nconnection: upgrade\r\nupgrade: mew\r\n\r\n`,
  );
}
server.on('upgrade', accept).on('connect', accept);

/** Forwards what it is asked for, by whole address or through a tunnel. */
const proxy = createServer((incoming, response) => {
  const { method, headers, url = '' } = incoming;
  const onward = forward(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  incoming.pipe(onward);
});
proxy.on('connect', (incoming, socket: Socket) => {
  if (incoming.url === 'refused.invalid:80') {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  const { hostname, port } = new URL(`http://${incoming.url ?? ''}`);
  const onward = connectSocket(Number(port), hostname);
  for (const each of [socket, onward]) each.on('error', () => undefined);
  sockets.add(socket).add(onward);
  socket.write('HTTP/1.1 200 OK\r\n\r\n');
  socket.pipe(onward).pipe(socket);
});

let url: string;
let proxyUrl: string;

before(async () => {
  url = await listen(server);
  proxyUrl = await listen(proxy);
});

after(() => {
  for (const socket of sockets) socket.destroy();
  for (const each of [server, proxy]) {
    each.closeAllConnections();
    each.close();
  }
});

async function listen(each: Server): Promise<string> {
  each.on('connection', (socket: Socket) => sockets.add(socket));
  await once(each.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(each.address() as AddressInfo).port}`;
}

/** The trace of work, which may fail. */
async function traceOf(work: () => Promise<unknown>): Promise<Trace> {
  const recorder = createRecorder();
  await recorder.run(work).catch(() => undefined);
  return recorder.stop();
}

async function get(address: string, dispatcher: Dispatcher): Promise<void> {
  const { body } = await request(address, { dispatcher });
  await body.dump();
}

function inShort({ requests }: Trace): string[] {
  return requests.map(({ method, url: address, status, endMs, error }) =>
    [
      method,
      address,
      error ? (error.code ?? error.name) : status,
      endMs === null ? 'waits' : 'ended',
    ].join(' '),
  );
}

function assertReadable(trace: Trace): void {
  const urls = toHar(trace).log.entries.map((entry) => entry.request.url);
  for (const address of urls) assert.match(address, /^https?:\/\/[^/]+\//);
}

suite('a request through a proxy has the address of its target', () => {
  test('when it is forwarded', async () => {
    const agent = new ProxyAgent(proxyUrl);
    const trace = await traceOf(() => get(`${url}/x?a=1`, agent));
    await agent.close();
    assert.deepEqual(inShort(trace), [`GET ${url}/x?a=1 200 ended`]);
    assertReadable(trace);
  });

  test('when it goes through a tunnel, and CONNECT has it too', async () => {
    const agent = new ProxyAgent({ uri: proxyUrl, proxyTunnel: true });
    const trace = await traceOf(() => get(`${url}/x`, agent));
    await agent.destroy();
    assert.deepEqual(inShort(trace).toSorted(), [
      `CONNECT ${url} 200 ended`,
      `GET ${url}/x 200 ended`,
    ]);
    assertReadable(trace);
  });

  test('when the proxy refuses the tunnel', async () => {
    const agent = new ProxyAgent({ uri: proxyUrl, proxyTunnel: true });
    const trace = await traceOf(() => get('http://refused.invalid/x', agent));
    await agent.destroy();
    assert.deepEqual(inShort(trace).toSorted(), [
      'CONNECT http://refused.invalid:80 403 ended',
      'GET http://refused.invalid/x UND_ERR_ABORTED ended',
    ]);
  });

  test('when the environment names the proxy, and when it does not', async () => {
    const agent = new EnvHttpProxyAgent({
      httpProxy: proxyUrl,
      noProxy: 'localhost',
    });
    const direct = url.replace('127.0.0.1', 'localhost');
    const trace = await traceOf(async () => {
      await get(`${url}/x`, agent);
      await get(`${direct}/y`, agent).catch(() => undefined);
    });
    await agent.close();
    assert.deepEqual(
      trace.requests.map((each) => each.url),
      [`${url}/x`, `${direct}/y`],
    );
  });
});

suite('an upgrade has a status and an end', () => {
  const own = new Agent();
  after(() => own.destroy());

  // Without a dispatcher, Node's own undici sends it.
  for (const [whose, dispatcher] of [
    ["npm's undici", own],
    ["Node's", undefined],
  ] as const) {
    const options = dispatcher ? { dispatcher } : {};
    test(`of a protocol, in ${whose}`, async () => {
      const trace = await traceOf(async () => {
        const { socket } = await upgrade(url, { protocol: 'mew', ...options });
        socket.destroy();
      });
      assert.deepEqual(inShort(trace), [`GET ${url}/ 101 ended`]);
      assert.ok(
        trace.requests[0]?.responseHeaders.some(([name]) => name === 'upgrade'),
      );
    });

    test(`of CONNECT, in ${whose}`, async () => {
      const trace = await traceOf(async () => {
        const { socket } = await connect(url, options);
        socket.destroy();
      });
      assert.deepEqual(inShort(trace), [`CONNECT ${url}/ 200 ended`]);
    });
  }
});

suite('a request that no connection takes has an end', () => {
  test('when its pool is destroyed', async () => {
    const agent = new Agent({ connections: 1 });
    const trace = await traceOf(async () => {
      const all = Promise.allSettled(
        [1, 2, 3].map(() => get(`${url}/held`, agent)),
      );
      const [incoming] = (await once(server, 'request')) as [IncomingMessage];
      assert.equal(incoming.url, '/held');
      await agent.destroy();
      await all;
    });
    assert.deepEqual(
      inShort(trace),
      Array(3).fill(`GET ${url}/held UND_ERR_DESTROYED ended`),
    );
  });

  test('when it is malformed, with the reason', async () => {
    const headers = { 'not\na header': 'x' };
    const trace = await traceOf(() => request(url, { headers }));
    const [{ error }] = trace.requests as [RequestTrace];
    assert.deepEqual(error, {
      name: 'InvalidArgumentError',
      code: 'UND_ERR_INVALID_ARG',
      message: 'invalid header key',
    });
  });

  test('when a mock answers it, fails it, or knows no answer', async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    const pool = agent.get('http://mock.example');
    pool.intercept({ path: '/x' }).reply(201, 'mew').times(2);
    pool.intercept({ path: '/late' }).reply(200, 'mew').delay(1);
    pool.intercept({ path: '/e' }).replyWithError(new TypeError('no'));
    const trace = await traceOf(async () => {
      await get('http://mock.example/x', agent);
      await get('http://mock.example/late', agent);
      for (const path of ['/e', '/unknown']) {
        await get(`http://mock.example${path}`, agent).catch(() => undefined);
      }
      await get('http://mock.example/x', agent.get('http://mock.example'));
    });
    assert.deepEqual(inShort(trace), [
      'GET http://mock.example/x 201 ended',
      'GET http://mock.example/late 200 ended',
      'GET http://mock.example/e TypeError ended',
      'GET http://mock.example/unknown UND_MOCK_ERR_MOCK_NOT_MATCHED ended',
      'GET http://mock.example/x 201 ended',
    ]);
    assert.deepEqual(
      trace.requests.map(({ bytes }) => bytes),
      [3, 3, 0, 0, 3],
    );
    assert.deepEqual(trace.connections, []);
    await agent.close();
  });

  test('once only when a mock lets it through to a server', async () => {
    const agent = new MockAgent();
    const trace = await traceOf(() => get(`${url}/x`, agent));
    await agent.close();
    assert.deepEqual(inShort(trace), [`GET ${url}/x 200 ended`]);
    assert.equal(trace.connections.length, 1);
  });
});

test('a name that undici looks up itself stays in the address', async () => {
  const agent = new Agent();
  const named = agent.compose(
    interceptors.dns({
      lookup: (_, __, done) => {
        done(null, [{ address: '127.0.0.1', family: 4, ttl: 1_000 }]);
      },
    }),
  );
  const address = url.replace('127.0.0.1', 'mew.example');
  const trace = await traceOf(() => get(`${address}/x?a=1`, named));
  await agent.close();
  assert.deepEqual(inShort(trace), [`GET ${address}/x?a=1 200 ended`]);
});

test('each attempt of a request that is retried is in the trace', async () => {
  const agent = new Agent();
  const retrying = new RetryAgent(agent, { maxRetries: 1, minTimeout: 1 });
  const closed = createServer();
  const address = await listen(closed);
  await new Promise((resolve) => closed.close(resolve));
  const trace = await traceOf(() => get(`${address}/`, retrying));
  await agent.close();
  assert.deepEqual(
    inShort(trace),
    Array(2).fill(`GET ${address}/ ECONNREFUSED ended`),
  );
});

suite('the length of a body is in the trace as the server was told', () => {
  const agent = new Agent();
  after(() => agent.close());
  type Sent = Omit<Dispatcher.RequestOptions, 'origin' | 'path'>;
  const cases: Readonly<Record<string, () => Sent>> = {
    'no body': () => ({ method: 'GET' }),
    'a POST without body': () => ({ method: 'POST' }),
    'a DELETE without body': () => ({ method: 'DELETE' }),
    text: () => ({ method: 'POST', body: 'mëw' }),
    'empty text': () => ({ method: 'PUT', body: '' }),
    'an empty text for GET': () => ({ method: 'GET', body: '' }),
    bytes: () => ({ method: 'PATCH', body: Buffer.from('mew') }),
    'a stream': () => ({ method: 'POST', body: Readable.from(['a', 'b']) }),
    'an empty stream': () => ({ method: 'POST', body: Readable.from([]) }),
    'an empty stream for DELETE': () => ({
      method: 'DELETE',
      body: Readable.from([]),
    }),
    'a stream of known length': () => ({
      method: 'POST',
      headers: { 'content-length': '2' },
      body: Readable.from(['a', 'b']),
    }),
  };
  for (const [name, options] of Object.entries(cases)) {
    test(name, async () => {
      let told: readonly string[] = [];
      const trace = await traceOf(async () => {
        const { body } = await request(url, {
          ...options(),
          dispatcher: agent,
        });
        told = (await body.json()) as string[];
      });
      assert.deepEqual(trace.requests[0]?.requestHeaders.flat(), told);
    });
  }
});

test('a handler that is frozen is left alone, and its request seen', async () => {
  const agent = new Agent();
  const trace = await traceOf(async () => {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: () => undefined,
      onResponseEnd: () => {
        resolve(undefined);
      },
      onResponseError: (_, error) => {
        reject(error);
      },
    };
    const options = { origin: url, path: '/x', method: 'GET' } as const;
    agent.dispatch(options, Object.freeze(handler));
    await promise;
  });
  await agent.close();
  assert.deepEqual(inShort(trace), [`GET ${url}/x 200 ended`]);
});

test('a request outside recordings changes nothing for those after it', async () => {
  const agent = new Agent();
  await traceOf(() => get(`${url}/x`, agent));
  await get(`${url}/x`, agent);
  await agent.close();
  assert.equal(unrecorded.taken, false);
});

test('headers that are the same in many requests are kept once', async () => {
  const agent = new Agent({ connections: 1 });
  const { requests } = await traceOf(async () => {
    await get(`${url}/x`, agent);
    await get(`${url}/x`, agent);
  });
  await agent.close();
  const [first, second] = requests;
  assert.equal(first?.requestHeaders, second?.requestHeaders);
  assert.ok(first?.responseHeaders.length);
});
