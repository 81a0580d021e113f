import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { after, before, suite, test } from 'node:test';
import { startDeckServer, type DeckServer } from './deck-server.ts';

suite('The deck’s server', () => {
  let root: string;
  let server: DeckServer;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'served-'));
    const folder = join(root, 'deck');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<head></head>deck');
    writeFileSync(join(folder, 'assets', 'a.css'), 'a{}');
    writeFileSync(join(root, 'secret.json'), 'secret');
    symlinkSync(join(root, 'secret.json'), join(folder, 'link.json'));
    server = await startDeckServer({
      folder,
      port: 0,
      demoToken: 'abc',
      handle(incoming, response) {
        if (!incoming.url?.startsWith('/demo/')) return false;
        response.end('demo');
        return true;
      },
    });
  });
  after(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });

  /** By the target as it is written: fetch would tidy it up. */
  async function ask(
    path: string,
    { method = 'GET', host = `127.0.0.1:${server.port}` } = {},
  ): Promise<{ status: number; body: string; headers: IncomingHttpHeaders }> {
    const { port } = server;
    const headers = { host };
    const asked = request({ port, host: '127.0.0.1', path, method, headers });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const body = await text(response);
    return {
      status: response.statusCode ?? 0,
      body,
      headers: response.headers,
    };
  }

  test('gives the page, with the token for demos in it', async () => {
    const { status, body, headers } = await ask('/');
    assert.equal(status, 200);
    assert.match(body, /<head><meta name="demo-token" content="abc" \/>/);
    assert.match(
      String(headers['content-security-policy']),
      /default-src 'self'/,
    );
  });

  test('gives what belongs to the page', async () => {
    const { status, headers } = await ask('/assets/a.css?v=1');
    assert.equal(status, 200);
    assert.match(headers['content-type'] ?? '', /text\/css/);
  });

  test('hands on what is for the demos', async () => {
    const { body } = await ask('/demo/run', { method: 'POST' });
    assert.equal(body, 'demo');
  });

  for (const path of [
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%5csecret.json',
    '/assets/../../secret.json',
    '//secret.json',
    '/link.json',
    '/index.html%00.css',
    '/assets',
    '/%',
    '/nothing.html',
  ]) {
    test(`has nothing at ${path}`, async () => {
      const { status, body } = await ask(path);
      assert.equal(status, 404);
      assert.doesNotMatch(body, /secret/);
    });
  }

  test('refuses a page that calls this machine by a name of its own', async () => {
    const { status, body } = await ask('/', { host: 'elsewhere.example' });
    assert.equal(status, 403);
    assert.doesNotMatch(body, /abc/);
  });

  test('refuses to be written to', async () => {
    const { status, headers } = await ask('/', { method: 'PUT' });
    assert.equal(status, 405);
    assert.equal(headers.allow, 'GET, HEAD');
  });

  test('moves on from a port that is taken', async () => {
    const other = await startDeckServer({ folder: root, port: server.port });
    assert.ok(other.port > server.port);
    await other.close();
  });
});
