import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { suite, test } from 'node:test';
import { ProxyAgent, request } from 'undici';
import { startTestLab, type TestLab } from '../fixture.ts';
import { labLogin } from '../login.ts';

const { username, password } = labLogin;
const right = Buffer.from(`${username}:${password}`).toString('base64');

function createProxyAgent(
  lab: TestLab,
  { token = right, proxyTunnel = true } = {},
) {
  return new ProxyAgent({
    uri: lab.origin('proxy'),
    token: `Basic ${token}`,
    proxyTunnel,
    requestTls: { ca: lab.servers.description.certificate },
  });
}

async function get(url: string, dispatcher: ProxyAgent) {
  try {
    const { statusCode, body } = await request(url, { dispatcher });
    return { statusCode, text: await body.text() };
  } finally {
    await dispatcher.destroy();
  }
}

/** What comes back for bytes sent as they are, until the proxy closes. */
async function sendRaw(lab: TestLab, ...lines: string[]): Promise<string> {
  const { hostname, port } = new URL(lab.origin('proxy'));
  const socket = connect(Number(port), hostname);
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  let received = '';
  socket.on('data', (chunk) => (received += String(chunk)));
  await once(socket, 'close');
  return received;
}

/** A whole request to open a tunnel, with the right login. */
function connectLines(host: string): string {
  return [
    `CONNECT ${host} HTTP/1.1`,
    `Host: ${host}`,
    `Proxy-Authorization: Basic ${right}`,
    '',
    '',
  ].join('\r\n');
}

/** All that comes for a GET, straight or in a tunnel, and how it ends. */
async function receiveRaw(origin: string, tunnelTo: string[], path: string) {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let text = '';
  let error: string | undefined;
  socket.on('data', (chunk) => (text += chunk.toString('latin1')));
  socket.on('error', ({ code }: NodeJS.ErrnoException) => (error = code));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const host of tunnelTo) {
    socket.write(connectLines(host));
    await once(socket, 'data');
  }
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  await closed;
  return { text, error };
}

/** Without what differs from one answer to the next. */
function undated(text: string): string {
  return text.replaceAll(/^(?:date|server-timing): .*\r\n/gim, '');
}

suite('a proxy', { timeout: 60_000 }, () => {
  for (const [way, proxyTunnel] of [
    ['through a tunnel', true],
    ['as whole addresses', false],
  ] as const) {
    test(`passes on requests ${way}, and counts them`, async () => {
      await using lab = await startTestLab();
      const agent = createProxyAgent(lab, { proxyTunnel });
      const { statusCode, text } = await get(
        `${lab.origin('years')}/2009`,
        agent,
      );
      assert.equal(statusCode, 200);
      assert.match(text, /<h1>2009/);
      const stats = await lab.seen(
        'proxy',
        ({ tunnelsOpen }) => tunnelsOpen === 0,
      );
      assert.deepEqual(
        [stats.tunnels, stats.forwarded],
        proxyTunnel ? [1, 0] : [0, 1],
      );
      assert.deepEqual(stats.targets, [new URL(lab.origin('years')).host]);
      assert.ok(stats.bytesToClients >= text.length);
      assert.equal((await lab.servers.stats()).years?.requests, 1);
    });
  }

  test('passes TLS on without looking inside', async () => {
    await using lab = await startTestLab();
    const url = `${lab.origin('https')}/api/v2/pokemon/151`;
    const { text } = await get(url, createProxyAgent(lab));
    assert.match(text, /"name":"mew"/);
    const stats = await lab.seen('proxy', () => true);
    assert.ok(stats.bytesFromClients > 0 && stats.bytesToClients > 0);
  });

  test('requires a name and a password', async () => {
    await using lab = await startTestLab();
    const url = lab.origin('years');
    const wrong = Buffer.from('someone:else').toString('base64');
    for (const proxyTunnel of [true, false]) {
      const agent = createProxyAgent(lab, { token: wrong, proxyTunnel });
      await assert.rejects(get(url, agent), /407/);
    }
    const host = `Host: ${new URL(url).host}`;
    const answer = await sendRaw(lab, `GET ${url}/ HTTP/1.1`, host);
    assert.match(answer, /^HTTP\/1\.1 407 .*proxy-authenticate: Basic/is);
    const stats = await lab.seen('proxy', () => true);
    assert.deepEqual([stats.unauthorised, stats.forwarded], [3, 0]);
  });

  test('leads to this machine only', async () => {
    await using lab = await startTestLab();
    const login = `Proxy-Authorization: Basic ${right}`;
    for (const line of [
      'CONNECT example.com:443 HTTP/1.1',
      'CONNECT 10.0.0.1:80 HTTP/1.1',
      'CONNECT localhost.example.com:80 HTTP/1.1',
      'CONNECT nonsense:99999 HTTP/1.1',
      'GET http://example.com/ HTTP/1.1',
      'GET ftp://127.0.0.1/ HTTP/1.1',
    ]) {
      const answer = await sendRaw(lab, line, 'Host: a', login);
      assert.match(answer, /^HTTP\/1\.1 403 /, line);
    }
    const stats = await lab.seen('proxy', () => true);
    assert.equal(stats.forbidden, 6);
  });

  test('answers 502 when no server answers', async () => {
    await using lab = await startTestLab();
    const { closed } = lab.servers.description.broken;
    const agent = createProxyAgent(lab, { proxyTunnel: false });
    assert.equal((await get(closed, agent)).statusCode, 502);
    await assert.rejects(get(closed, createProxyAgent(lab)), /502/);
  });

  test('never speaks in a tunnel that is open, but passes a reset on', async () => {
    await using lab = await startTestLab();
    const origin = lab.origin('faults');
    for (const [name, start] of [
      ['reset', ''],
      ['hang-up', ''],
      ['garbage', null],
      ['truncated-body', 'HTTP/1.1 200'],
      ['reset-in-body', 'HTTP/1.1 200'],
    ] as const) {
      const path = `/faults/${name}`;
      const direct = await receiveRaw(origin, [], path);
      const tunnelled = await receiveRaw(
        lab.origin('proxy'),
        [new URL(origin).host],
        path,
      );
      const [, established, ...inside] =
        /^(.*?\r\n\r\n)(.*)$/s.exec(tunnelled.text) ?? [];
      assert.match(established ?? '', /^HTTP\/1\.1 200 /, name);
      assert.equal(undated(inside.join('')), undated(direct.text), name);
      assert.equal(tunnelled.error, direct.error, name);
      if (start !== null) assert.ok(direct.text.startsWith(start), name);
    }
  });

  test('resets the server where its client resets the tunnel', async () => {
    const server = createServer();
    const errors: unknown[] = [];
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await using lab = await startTestLab();
    const { hostname, port } = new URL(lab.origin('proxy'));
    const client = connect(Number(port), hostname);
    const { port: target } = server.address() as AddressInfo;
    client.write(connectLines(`127.0.0.1:${target}`));
    const [there] = (await once(server, 'connection')) as [Socket];
    there.on('error', ({ code }: NodeJS.ErrnoException) => errors.push(code));
    there.resume();
    const closed = new Promise((resolve) => there.once('close', resolve));
    await once(client, 'data');
    client.resetAndDestroy();
    await closed;
    assert.deepEqual(errors, ['ECONNRESET']);
    server.close();
  });

  test('tells the server its own name, and drops what is for one hop', async () => {
    await using lab = await startTestLab();
    const echo = lab.origin('echo');
    const answer = await sendRaw(
      lab,
      `GET ${echo}/there HTTP/1.1`,
      'Host: somewhere.example',
      'X-Hop: 1',
      'X-End: 2',
      `Proxy-Authorization: Basic ${right}`,
      'Connection: X-Hop',
    );
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.ok(answer.includes(`"host":"${new URL(echo).host}"`), answer);
    assert.ok(answer.includes('"x-end":"2"'), answer);
    assert.doesNotMatch(answer, /x-hop/);
  });

  test('keeps running when either end breaks off', async () => {
    await using lab = await startTestLab();
    const urls = ['reset', 'hang-up', 'garbage', 'truncated-body'].map(
      (name) => `${lab.origin('faults')}/faults/${name}`,
    );
    for (const proxyTunnel of [true, false]) {
      await Promise.allSettled(
        urls.map((url) => get(url, createProxyAgent(lab, { proxyTunnel }))),
      );
    }
    const url = lab.origin('years');
    assert.equal((await get(url, createProxyAgent(lab))).statusCode, 200);
    await lab.seen('proxy', ({ connectionsOpen }) => connectionsOpen === 0);
    await lab.seen('proxy', ({ tunnelsOpen }) => tunnelsOpen === 0);
  });
});
