import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
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
