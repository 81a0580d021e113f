import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { Agent, fetch as undiciFetch, interceptors, request } from 'undici';
import { createRecorder, record } from './record.ts';
import { summarise } from '../analyse/summarise.ts';
import type { RequestTrace, Trace } from '../trace.ts';

/** Answers by path: at once, when the test lets it, in part, or never. */
let server: Server;
let url: string;
const held: ServerResponse[] = [];

before(async () => {
  server = createServer((incoming, response) => {
    const path = incoming.url ?? '';
    if (path.startsWith('/held')) held.push(response);
    else if (path.startsWith('/never')) return;
    else if (path.startsWith('/cut')) {
      response.writeHead(200, { 'content-length': 100 });
      response.write('some', () => response.destroy());
    } else {
      response.statusCode = path.startsWith('/missing') ? 404 : 200;
      response.setHeader('server-timing', 'connect;dur=12.5, request;dur=3');
      if (path.startsWith('/moved')) {
        response.writeHead(302, { location: '/mew' });
      }
      response.end('12345');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

async function get(path: string, dispatcher?: Agent): Promise<string> {
  const { body } = await request(
    url + path,
    dispatcher ? { dispatcher } : undefined,
  );
  return body.text();
}

async function untilHeld(count: number): Promise<void> {
  while (held.length < count) await new Promise(setImmediate);
}

function releaseAll(): void {
  for (const response of held.splice(0)) response.end('held back');
}

function only(trace: Trace): RequestTrace {
  assert.equal(trace.requests.length, 1);
  return trace.requests[0] as RequestTrace;
}

function pathsOf(trace: Trace): string[] {
  return trace.requests.map((one) => one.url.slice(url.length));
}

suite('a recording', () => {
  test('gives what the work gives, and each step of its request', async () => {
    const { result, trace } = await record(() => get('/mew'));
    assert.equal(result, '12345');
    const one = only(trace);
    assert.equal(one.url, `${url}/mew`);
    assert.equal(one.method, 'GET');
    assert.equal(one.status, 200);
    assert.equal(one.bytes, 5);
    assert.equal(one.error, null);
    assert.equal(one.blocking, false);
    assert.equal(one.connectingMs, 12.5);
    const steps = [0, one.queuedMs, one.sentMs, one.headersMs, one.endMs];
    assert.deepEqual(
      steps,
      steps.toSorted((a, b) => Number(a) - Number(b)),
    );
    assert.ok(Number(one.endMs) <= trace.durationMs);
  });

  test('has the headers of both sides', async () => {
    const { trace } = await record(() => get('/mew'));
    const { requestHeaders, responseHeaders } = only(trace);
    assert.ok(requestHeaders.some(([name]) => name === 'host'));
    assert.ok(responseHeaders.some(([name]) => name === 'server-timing'));
  });

  test('sees npm’s fetch and the global one', async () => {
    const { trace } = await record(async () => {
      await (await undiciFetch(`${url}/npm`)).text();
      await (await fetch(`${url}/global`)).text();
    });
    assert.deepEqual(pathsOf(trace), ['/npm', '/global']);
    assert.ok(trace.requests.every(({ endMs }) => endMs !== null));
  });

  test('follows connections: opened, reused, closed', async () => {
    const agent = new Agent({ connections: 1 });
    const { trace } = await record(async () => {
      await get('/1', agent);
      await get('/2', agent);
      await agent.close();
      await new Promise(setImmediate);
    });
    assert.equal(trace.connections.length, 1);
    const [connection] = trace.connections;
    assert.equal(connection?.origin, url);
    assert.deepEqual(connection.requestIds, [1, 2]);
    const { openingMs, openMs, closedMs } = connection;
    assert.ok(openingMs !== null && openMs !== null && closedMs !== null);
    assert.ok(openingMs <= openMs && openMs <= closedMs);
  });

  test('shows that an earlier connection was already open', async () => {
    const agent = new Agent({ connections: 1 });
    await get('/before', agent);
    const { trace } = await record(() => get('/during', agent));
    await agent.close();
    const [connection] = trace.connections;
    assert.equal(connection?.openingMs, null);
    assert.equal(connection.openMs, null);
  });

  test('counts the wait for a busy pool from when the request was made', async () => {
    const agent = new Agent({ connections: 2 });
    const recorder = createRecorder();
    const work = recorder.run(() =>
      Promise.all(['/held1', '/held2', '/held3'].map((p) => get(p, agent))),
    );
    await untilHeld(2);
    const before = recorder.snapshot();
    assert.deepEqual(
      before.requests.map(({ sentMs }) => sentMs !== null),
      [true, true, false],
    );
    releaseAll();
    await untilHeld(1);
    releaseAll();
    await work;
    const trace = recorder.stop();
    await agent.close();
    assert.deepEqual(pathsOf(trace), ['/held1', '/held2', '/held3']);
    assert.equal(summarise(trace).peakInFlight, 2);
    const last = trace.requests[2] as RequestTrace;
    assert.ok(last.queuedMs <= Number(trace.requests[0]?.endMs));
    assert.ok(Number(last.sentMs) >= Number(trace.requests[0]?.headersMs));
  });

  test('does not mix with another that shares its pool', async () => {
    const agent = new Agent({ connections: 1 });
    const ask = (name: string) => () =>
      Promise.all([1, 2, 3].map((n) => get(`/${name}${n}`, agent)));
    const [a, b] = await Promise.all([record(ask('a')), record(ask('b'))]);
    await get('/unrecorded', agent);
    await agent.close();
    assert.deepEqual(pathsOf(a.trace), ['/a1', '/a2', '/a3']);
    assert.deepEqual(pathsOf(b.trace), ['/b1', '/b2', '/b3']);
  });

  test('inside another goes into both', async () => {
    const { result: inner, trace: outer } = await record(async () => {
      await get('/outer');
      return record(() => get('/inner'));
    });
    assert.deepEqual(pathsOf(inner.trace), ['/inner']);
    assert.deepEqual(pathsOf(outer), ['/outer', '/inner']);
  });

  test('sees where a redirect leads on a connection from earlier', async () => {
    const agent = new Agent({ connections: 1 });
    await get('/first', agent);
    const dispatcher = agent.compose(
      interceptors.redirect({ maxRedirections: 1 }),
    );
    const { trace } = await record(async () => {
      const { body } = await request(`${url}/moved`, { dispatcher });
      await body.dump();
    });
    assert.deepEqual(pathsOf(trace), ['/moved', '/mew']);
    assert.equal(trace.connections[0]?.openingMs, null);
    await agent.close();
  });

  test('leaves out requests made after its end', async () => {
    const recorder = createRecorder();
    await recorder.run(() => get('/during'));
    const trace = recorder.stop();
    await recorder.run(() => get('/after'));
    assert.deepEqual(pathsOf(recorder.stop()), pathsOf(trace));
  });

  test('stops when the work fails, and passes the failure on', async () => {
    const failure = new Error('as it may happen');
    await assert.rejects(
      record(() => Promise.reject(failure)),
      (error) => error === failure,
    );
  });
});

suite('a recording has what went wrong', () => {
  const cases = [
    { path: '/missing', status: 404, code: null },
    { path: '/cut', status: 200, code: 'UND_ERR_SOCKET' },
  ];
  for (const { path, status, code } of cases) {
    test(`at ${path}`, async () => {
      const recorder = createRecorder();
      await recorder.run(() => get(path).catch(() => null));
      const one = only(recorder.stop());
      assert.equal(one.status, status);
      assert.equal(one.error?.code ?? null, code);
      assert.notEqual(one.endMs, null);
    });
  }

  test('when a request is aborted', async () => {
    const recorder = createRecorder();
    const abort = new AbortController();
    const asked = recorder.run(() =>
      request(`${url}/held`, { signal: abort.signal }),
    );
    await untilHeld(1);
    abort.abort();
    await assert.rejects(asked);
    held.splice(0);
    assert.equal(only(recorder.stop()).error?.name, 'AbortError');
  });

  test('when no server listens', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const recorder = createRecorder();
    const asked = recorder.run(() => request(`http://127.0.0.1:${port}/`));
    await assert.rejects(asked);
    const trace = recorder.stop();
    assert.equal(only(trace).error?.code, 'ECONNREFUSED');
    assert.equal(only(trace).sentMs, null);
    assert.deepEqual(trace.connections, []);
  });

  test('when the dispatcher is closed already', async () => {
    const agent = new Agent();
    await agent.close();
    const recorder = createRecorder();
    await assert.rejects(recorder.run(() => get('/', agent)));
    assert.notEqual(only(recorder.stop()).error, null);
  });

  test('when the request itself is malformed', async () => {
    const recorder = createRecorder();
    const headers = { 'not\na header': 'x' };
    await assert.rejects(recorder.run(() => request(url, { headers })));
    assert.notEqual(only(recorder.stop()).error, null);
  });

  test('when the body is not read, as still running', async () => {
    const recorder = createRecorder();
    const asked = recorder.run(() => get('/held'));
    await untilHeld(1);
    const one = only(recorder.snapshot());
    assert.notEqual(one.sentMs, null);
    assert.equal(one.endMs, null);
    releaseAll();
    await asked;
  });
});

suite('the heartbeat', () => {
  test('misses its beats while the loop is held up', async () => {
    const { trace } = await record(async () => {
      await get('/mew');
      const until = performance.now() + 60;
      while (performance.now() < until);
    });
    assert.ok(summarise(trace).heartbeatMaxGapMs >= 60);
  });

  test('beats no more once the recording has ended', async () => {
    const recorder = createRecorder();
    const trace = recorder.stop();
    await get('/mew');
    assert.deepEqual(
      recorder.stop().heartbeat.beatsMs,
      trace.heartbeat.beatsMs,
    );
  });
});
