import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { suite, test } from 'node:test';
import { Agent, fetch, request, type Dispatcher } from 'undici';
import { startHeldLab, startTestLab, type TestLab } from './fixture.ts';
import { dealtFaults } from './faults/faults.ts';
import { createAuthority } from './certificates/authority.ts';
import { systemClock } from './clock.ts';
import { createDoor } from './door.ts';
import { createFaultDealer } from './faults/dealer.ts';
import { openGate } from './gate.ts';
import { createLatency } from './latency.ts';
import { noDelayModel, pokemonModel } from './model.ts';
import { createRequestLog } from './request-log.ts';
import { createScheduler } from './scheduler.ts';
import { https } from './sites/secure.ts';
import { createTlsFront, type TlsProtocol } from './tls-front.ts';
import { createWitness } from './witness.ts';

async function get(
  lab: TestLab,
  name: 'https' | 'http2',
  path: string,
  dispatcher: Dispatcher = lab.agent,
) {
  const url = lab.origin(name) + path;
  const { body, headers } = await request(url, { dispatcher });
  return { headers, text: await body.text() };
}

/** A front with so little patience that a test can wait for its end. */
async function startFront(protocol: TlsProtocol) {
  const clock = systemClock;
  const scheduler = createScheduler(clock);
  const authority = createAuthority(Date.now());
  const context = {
    scale: 1,
    seed: 1,
    now: () => clock.now(),
    after: () => () => undefined,
    originOf: () => '',
  };
  const parts = {
    service: https.open(context),
    latency: createLatency({ model: noDelayModel, scale: 1 }),
    witness: createWitness(),
    faults: createFaultDealer(context),
    gate: openGate,
    log: createRequestLog(),
    clock,
    scheduler,
    scale: 1,
  };
  const server = createTlsFront(
    parts,
    protocol,
    authority.issue(['localhost']),
    {
      headersMs: 50,
      checkMs: 10,
    },
  );
  const door = createDoor(server);
  await door.listen('127.0.0.1', 0);
  return {
    port: door.port,
    certificate: authority.certificate,
    [Symbol.asyncDispose]: () => door.close(),
  };
}

/** Everything that a socket receives until it closes. */
async function endOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

const mew = '/api/v2/pokemon/151';

suite('a site over HTTPS', { timeout: 60_000 }, () => {
  for (const name of ['https', 'http2'] as const) {
    test(`serves ${name} to clients that trust the lab's certificate`, async () => {
      await using lab = await startTestLab();
      assert.match(lab.origin(name), /^https:/);
      const { text } = await get(lab, name, mew);
      assert.ok(text.includes('"name":"mew"'));
      assert.ok(text.includes(`"url":"${lab.origin(name)}/api/v2/`));
    });

    test(`refuses other clients at ${name}`, async () => {
      await using lab = await startTestLab();
      const stranger = new Agent();
      const url = lab.origin(name) + mew;
      await assert.rejects(request(url, { dispatcher: stranger }), {
        code: /UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/,
      });
      await stranger.destroy();
      assert.ok((await get(lab, name, mew)).text);
    });
  }

  test('uses one connection for twenty requests at once with HTTP/2', async () => {
    await using lab = await startTestLab();
    await get(lab, 'http2', mew);
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    const path = (id: number) => `/api/v2/pokemon/${id}`;
    await Promise.all(ids.map((id) => get(lab, 'http2', path(id))));
    const { http2 } = await lab.servers.stats();
    assert.deepEqual([http2?.connectionsOpened, http2?.requests], [1, 21]);
    assert.equal(http2?.requestsOnReusedConnections, 20);
  });

  test('speaks HTTP/1.1 to clients without HTTP/2', async () => {
    await using lab = await startTestLab();
    const ca = lab.servers.description.certificate;
    const agent = new Agent({ allowH2: false, connect: { ca } });
    for (const name of ['https', 'http2'] as const) {
      const url = lab.origin(name) + mew;
      const first = await fetch(url, { dispatcher: agent });
      await first.text();
      assert.equal(first.headers.get('connection'), 'keep-alive', name);
    }
    await agent.destroy();
  });

  test('tells a client that is too slow with its headers, and closes', async () => {
    for (const [protocol, alpn, sent, answer] of [
      [
        'http1',
        'http/1.1',
        'GET / HTTP/1.1\r\nHost: a\r\n',
        /^HTTP\/1\.1 408 /,
      ],
      ['http1', 'http/1.1', '', /^HTTP\/1\.1 408 /],
      [
        'http2',
        'http/1.1',
        'GET / HTTP/1.1\r\nHost: a\r\n',
        /^HTTP\/1\.1 408 /,
      ],
      ['http2', 'h2', 'PRI * HTTP/2.0\r\n', /^/],
      ['http2', 'h2', '', /^/],
    ] as const) {
      await using front = await startFront(protocol);
      const socket = connectTls({
        port: front.port,
        ca: front.certificate,
        servername: 'localhost',
        ALPNProtocols: [alpn],
      });
      socket.write(sent);
      const ending = endOf(socket);
      assert.match(await ending, answer, `${protocol} ${alpn} "${sent}"`);
    }
  });

  test('closes a connection on which no handshake begins', async () => {
    for (const protocol of ['http1', 'http2'] as const) {
      await using front = await startFront(protocol);
      assert.equal(await endOf(connect(front.port, '127.0.0.1')), '');
    }
  });

  test('delays each connection once, before its handshake', async () => {
    const models = { https: pokemonModel };
    await using lab = await startHeldLab({ models });
    const ca = lab.servers.description.certificate;
    const agent = new Agent({ connections: 1, connect: { ca } });
    const answer = get(lab, 'https', mew, agent);
    const { requests } = await lab.seen(
      'https',
      ({ connectionsOpened }) => connectionsOpened === 1,
    );
    assert.equal(requests, 0);
    lab.clock.advance(139.9);
    assert.equal((await lab.seen('https', () => true)).requests, 0);
    lab.clock.advance(0.2);
    await lab.seen('https', ({ inFlight }) => inFlight === 1);
    lab.clock.advance(60);
    const { headers } = await answer;
    assert.match(String(headers['server-timing']), /^request;dur=\d+\.\d$/);
    const second = get(lab, 'https', mew, agent);
    await lab.seen('https', ({ inFlight }) => inFlight === 1);
    lab.clock.advance(60);
    await second;
    assert.equal((await lab.seen('https', () => true)).connectionsOpened, 1);
    await agent.destroy();
  });

  test('notices that a waiting client goes away', async () => {
    await using lab = await startHeldLab({ models: { http2: pokemonModel } });
    const abort = new AbortController();
    const { signal } = abort;
    const url = lab.origin('http2') + mew;
    const answer = request(url, { dispatcher: lab.agent, signal });
    await lab.seen('http2', (stats) => stats.connectionsOpened === 1);
    lab.clock.advance(141);
    await lab.seen('http2', ({ inFlight }) => inFlight === 1);
    abort.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    const stats = await lab.seen('http2', ({ aborted }) => aborted === 1);
    assert.equal(stats.inFlight, 0);
  });

  for (const name of ['https', 'http2'] as const) {
    test(`deals every fault over ${name}, and keeps running`, async () => {
      await using lab = await startTestLab({ scale: 0.01 });
      for (const fault of dealtFaults) {
        const abort = new AbortController();
        const { signal } = abort;
        const url = `${lab.origin(name)}${mew}?fault=${fault.name}`;
        const outcome = request(url, { dispatcher: lab.agent, signal })
          .then(({ body }) => body.text())
          .catch(() => 'failed');
        await lab.seen(name, ({ faults }) => faults[fault.name] === 1);
        if (/^hang(?!-up)/.test(fault.name)) abort.abort();
        await outcome;
      }
      await lab.seen(name, ({ inFlight }) => inFlight === 0);
      assert.ok((await get(lab, name, mew)).text.includes('mew'));
    });

    test(`survives data that is not TLS, at ${name}`, async () => {
      await using lab = await startTestLab();
      const { hostname, port } = new URL(lab.origin(name));
      for (const bytes of ['GET / HTTP/1.1\r\n\r\n', '\x16\x03', '']) {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => undefined);
        socket.resume();
        socket.end(bytes);
        await once(socket, 'close');
      }
      assert.ok((await get(lab, name, mew)).text.includes('mew'));
    });
  }
});
