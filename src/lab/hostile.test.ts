import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { Agent, request } from 'undici';
import { bodyLimitBytes } from './limits.ts';
import { noDelayModel } from './model.ts';
import { startServers, type Servers } from './servers.ts';
import { siteNames } from './sites/names.ts';

/** What comes back for bytes sent as they are, until the server closes. */
async function sendRaw(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  let received = '';
  socket
    .setEncoding('latin1')
    .on('data', (chunk) => (received += String(chunk)));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return received;
}

suite('the lab, given bad input', { timeout: 60_000 }, () => {
  let servers: Servers;
  let origins: string[];
  let siteOrigins: string[];
  const agent = new Agent();

  before(async () => {
    servers = await startServers({
      scale: 1,
      seed: 1,
      jitter: 0,
      host: '127.0.0.1',
      port: 0,
      models: {
        pokemon: noDelayModel,
        conference: noDelayModel,
        years: noDelayModel,
      },
      siteNames,
    });
    // A proxy, and TLS, face their own bad input elsewhere.
    const sites = siteNames.filter((name) => !/proxy|http/.test(name));
    siteOrigins = sites.map((name) =>
      (servers.description.sites[name] ?? '').replace('ws:', 'http:'),
    );
    origins = [servers.url, ...siteOrigins];
  });

  after(async () => {
    await agent.destroy();
    await servers.close();
  });

  /** Whatever was sent, the next request is answered. */
  async function assertAlive(origin: string): Promise<void> {
    const { statusCode, body } = await request(origin, { dispatcher: agent });
    await body.dump();
    assert.ok([200, 404].includes(statusCode));
  }

  for (const [what, bytes, status] of [
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['bytes of a TLS handshake', '\x16\x03\x01\x02\x00\x01', 400],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
    [
      'a strange Host',
      'GET / HTTP/1.1\r\nHost: a"><b\r\nConnection: close\r\n\r\n',
      400,
    ],
    ...['a:99999', '[::::::]', '256.1.1.1'].map(
      (host) =>
        [
          `a Host that no URL can have, ${host}`,
          `GET /lab.json HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
          400,
        ] as const,
    ),
    [
      'two Hosts',
      'GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'a whole address',
      'GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'a broken escape',
      'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'dots that climb',
      'GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'escaped dots that climb',
      'GET /%2e%2e/%2e%2e%2fetc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      400,
    ],
    [
      'a path that is a file',
      'GET /etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      404,
    ],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      400,
    ],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
  ] as [string, string, number][]) {
    test(`answers ${status} to ${what}, and keeps running`, async () => {
      // The echo has an answer to each path.
      const { echo } = servers.description.sites;
      const asked = origins.filter((one) => status !== 404 || one !== echo);
      for (const origin of asked) {
        const received = await sendRaw(origin, bytes);
        assert.match(received, new RegExp(`^HTTP/1.1 ${status} `), origin);
        await assertAlive(origin);
      }
    });
  }

  test('answers 405 to methods that would change something', async () => {
    for (const origin of siteOrigins) {
      const { statusCode, headers, body } = await request(`${origin}/2000`, {
        method: 'DELETE',
        dispatcher: agent,
      });
      await body.dump();
      assert.deepEqual(
        [statusCode, headers['allow']],
        [405, 'GET, HEAD, OPTIONS'],
      );
    }
  });

  test('gives HEAD the headers of GET and no body', async () => {
    const { years = '' } = servers.description.sites;
    const [get, head] = await Promise.all(
      (['GET', 'HEAD'] as const).map(async (method) => {
        const url = `${years}/2000`;
        const response = await request(url, { method, dispatcher: agent });
        const length = Number(response.headers['content-length']);
        return { length, body: await response.body.text() };
      }),
    );
    assert.equal(Buffer.byteLength(get?.body ?? ''), get?.length);
    assert.deepEqual(head, { length: get?.length, body: '' });
  });

  test('answers 413 to a body whose announced length exceeds the limit', async () => {
    for (const origin of siteOrigins) {
      const { statusCode, body } = await request(origin, {
        method: 'POST',
        body: Buffer.alloc(bodyLimitBytes + 1),
        dispatcher: agent,
      });
      await body.dump();
      assert.equal(statusCode, 413);
      await assertAlive(origin);
    }
  });

  test('closes a connection that tries to use it as a proxy', async () => {
    for (const origin of origins) {
      const bytes = 'CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n';
      assert.equal(await sendRaw(origin, bytes), '');
      await assertAlive(origin);
    }
  });

  test('survives clients that connect and leave without sending anything', async () => {
    for (const origin of origins) {
      const { hostname, port } = new URL(origin);
      const sockets = Array.from({ length: 20 }, () =>
        connect(Number(port), hostname),
      );
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      for (const socket of sockets) socket.resetAndDestroy();
      await assertAlive(origin);
    }
  });
});
