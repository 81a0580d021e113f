import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { suite, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { request } from 'undici';
import { startTestLab, type TestLab } from './fixture.ts';
import { createRandom } from './jitter.ts';
import { labLogin } from './login.ts';
import { siteNames } from './sites/names.ts';

/**
 * Every port is sent requests in which a few bytes were changed, and has to be
 * afterwards as it was before. Each request follows from the seed alone:
 * `FUZZ_REQUESTS=15000` sends more of them, `FUZZ_SEED` others.
 */
const requestCount = Number(process.env['FUZZ_REQUESTS'] ?? 1500);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const atOnce = 40;
/** Longer than any right answer without delay; a half request waits this long. */
const patienceMs = 250;

const lines = (...all: string[]) => all.join('\r\n');
const login = Buffer.from(`${labLogin.username}:${labLogin.password}`).toString(
  'base64',
);

/** Right requests, from which the others are made. */
const corpus: readonly string[] = [
  lines('GET / HTTP/1.1', 'Host: localhost', '', ''),
  lines('GET /api/v2/pokemon?limit=5&offset=3 HTTP/1.1', 'Host: a:80', '', ''),
  lines('HEAD /lab.json HTTP/1.1', 'Host: a', 'Connection: close', '', ''),
  lines('OPTIONS /stats HTTP/1.1', 'Host: a', 'Origin: http://b', '', ''),
  lines(
    'GET /faults/slow-body?fault=reset,503&p=0.5&seed=7 HTTP/1.1',
    'Host: a',
    'X-Fault: truncated-body; p=0.5; seed=3',
    'If-None-Match: "1", W/"2", *',
    'Accept-Encoding: gzip;q=0.5, br, *;q=0',
    '',
    '',
  ),
  lines(
    'GET /download?bytes=2000 HTTP/1.1',
    'Host: a',
    'Range: bytes=5-10, -3',
    'If-Range: "2000"',
    '',
    '',
  ),
  lines(
    'POST /form HTTP/1.1',
    'Host: a',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 13',
    '',
    'name=a&b=%20c',
  ),
  lines(
    'POST /upload HTTP/1.1',
    'Host: a',
    'Content-Type: multipart/form-data; boundary=xx',
    'Transfer-Encoding: chunked',
    'Expect: 100-continue',
    '',
    '5',
    '--xx\r',
    '0',
    '',
    '',
  ),
  lines(
    'GET /echo HTTP/1.1',
    'Host: a',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '',
    '\x81\x85abcdefghi',
  ),
  lines(
    'CONNECT localhost:1 HTTP/1.1',
    'Host: localhost:1',
    `Proxy-Authorization: Basic ${login}`,
    '',
    '',
  ),
  lines(
    'GET http://127.0.0.1:1/ HTTP/1.1',
    'Host: a',
    `Proxy-Authorization: Basic ${login}`,
    'Proxy-Connection: keep-alive',
    '',
    '',
  ),
  // HTTP/2: its preface, empty settings, a ping, and headers for GET /.
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0' +
    '\0\0\x08\x06\0\0\0\0\x0012345678' +
    '\0\0\x04\x01\x05\0\0\0\x01\x82\x84\x87\x41',
];

const spoilers: readonly string[] = [
  ...['\0', '\r', '\n', '\r\n', ' ', '\t', ':', ';', ',', '"', '%', '%zz'],
  ...['..', '/', '\\', '//', '?', '#', '@', '[', ']', '[::::]', ':99999'],
  ...['\xff', '\xe2\x80\xa8', '-1', '0x10', '99999999999999999999', '1e9'],
  ...['\r\nHost: b', '\r\nContent-Length: 5', '\r\nTransfer-Encoding: gzip'],
  ...['chunked', 'x'.repeat(300), 'x'.repeat(20_000), '%00', '%2e%2e%2f'],
];

type Draw = () => number;

function below(draw: Draw, limit: number): number {
  return Math.floor(draw() * limit);
}

/** A request with one to four changes at places that the draw decides. */
function mutate(draw: Draw): string {
  const pick = () => corpus[below(draw, corpus.length)] ?? '';
  let text = pick();
  for (let left = 1 + below(draw, 4); left > 0; left -= 1) {
    const at = below(draw, text.length);
    const end = at + below(draw, 8);
    const spoiler = spoilers[below(draw, spoilers.length)] ?? '';
    const changes = [
      () => text.slice(0, at) + spoiler + text.slice(at),
      () => text.slice(0, at) + spoiler + text.slice(end),
      () => text.slice(0, at) + text.slice(end),
      () => text.slice(0, at),
      () =>
        text.slice(0, end) + text.slice(at, end).repeat(5) + text.slice(end),
      () => text.slice(0, at) + pick().slice(below(draw, 40)),
      () =>
        text.slice(0, at) +
        String.fromCharCode(below(draw, 256)) +
        text.slice(at + 1),
    ];
    text = changes[below(draw, changes.length)]?.() ?? text;
  }
  return text;
}

function openSocket(origin: string, isH2: boolean): Socket {
  const { protocol, port } = new URL(origin);
  if (protocol !== 'https:') return connect(Number(port), '127.0.0.1');
  return connectTls({
    host: '127.0.0.1',
    port: Number(port),
    rejectUnauthorized: false,
    ALPNProtocols: [isH2 ? 'h2' : 'http/1.1'],
  });
}

/** Sends bytes as they are, and leaves once the server closes or time is up. */
function send(origin: string, bytes: string, isReset: boolean): Promise<void> {
  const socket = openSocket(origin, bytes.startsWith('PRI'));
  return new Promise((resolve) => {
    const leave = setTimeout(() => {
      if (isReset && socket.constructor.name === 'Socket') {
        socket.resetAndDestroy();
      } else socket.destroy();
    }, patienceMs);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(leave);
      resolve();
    });
    socket.resume().end(Buffer.from(bytes, 'latin1'));
  });
}

async function assertAlive(lab: TestLab): Promise<void> {
  for (const name of siteNames) {
    const isPokemon = ['pokemon', 'https', 'http2'].includes(name);
    const path = isPokemon ? '/api/v2/pokemon/151' : '/';
    const url = lab.origin(name).replace('ws:', 'http:') + path;
    const { statusCode, body } = await request(url, { dispatcher: lab.agent });
    await body.dump();
    assert.equal(statusCode, 200, name);
  }
  const { statusCode, body } = await request(`${lab.servers.url}/lab.json`);
  assert.equal(statusCode, 200);
  assert.ok(await body.json());
}

// What a handler rejects or throws outside its guard ends this process, since
// the lab is in its thread: so an accident fails the test.
suite('the lab, given requests that were damaged', () => {
  test(
    `is as before after ${requestCount} of them`,
    { timeout: 60_000 + requestCount * 40 },
    async () => {
      await using lab = await startTestLab({ scale: 0.001 });
      const origins = [
        lab.servers.url,
        ...siteNames.map((name) => lab.origin(name).replace('ws:', 'http:')),
        ...Object.values(lab.servers.description.broken),
      ];
      let sent = 0;
      const draw = createRandom(seed);
      const sendSome = async () => {
        while (sent < requestCount) {
          const origin = origins[sent % origins.length] ?? '';
          sent += 1;
          await send(origin, mutate(draw), draw() < 0.3);
          if (sent % 500 === 0) await assertAlive(lab);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, sendSome));
      await assertAlive(lab);
      await lab.agent.close();
      for (const name of siteNames) {
        await lab.seen(name, ({ connectionsOpen }) => connectionsOpen === 0);
        const { inFlight } = await lab.seen(name, () => true);
        assert.equal(inFlight, 0, name);
      }
      const { sockets, proxy } = await lab.servers.stats();
      assert.deepEqual([sockets?.open, proxy?.tunnelsOpen], [0, 0]);
    },
  );
});
