import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { request, type Dispatcher } from 'undici';
import { startTestLab, type TestLab } from './fixture.ts';
import { isKnown } from './representation.ts';
import { siteNames, type SiteName } from './sites/names.ts';

const mew = '/api/v2/pokemon/151';

function pathOf(name: SiteName): string {
  return ['pokemon', 'https', 'http2'].includes(name) ? mew : '/';
}

/** A page of each site, and those of the lab itself. */
function urlsOf(lab: TestLab): string[] {
  const sites = siteNames.map(
    (name) => lab.origin(name).replace('ws:', 'http:') + pathOf(name),
  );
  return [`${lab.servers.url}/`, `${lab.servers.url}/lab.json`, ...sites];
}

async function ask(
  { agent }: TestLab,
  url: string,
  options: {
    method?: Dispatcher.HttpMethod;
    headers?: Record<string, string>;
  } = {},
) {
  const answer = await request(url, { dispatcher: agent, ...options });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const { statusCode, headers } = answer;
  return { statusCode, headers, bytes };
}

/** Without what differs from one answer to the next. */
function lasting(headers: Record<string, unknown>) {
  const changing = ['date', 'server-timing', 'connection', 'keep-alive'];
  const kept = Object.entries(headers).filter(
    ([name]) => !changing.includes(name),
  );
  return Object.fromEntries(kept);
}

/** Answers that depend on the request, or on when it came. */
const changing = /echo|stats/;

suite('every site answers as the web does', { timeout: 60_000 }, () => {
  test('HEAD has the headers of GET, and no body', async () => {
    await using lab = await startTestLab();
    for (const url of urlsOf(lab)) {
      const get = await ask(lab, url);
      const head = await ask(lab, url, { method: 'HEAD' });
      assert.equal(head.statusCode, 200, url);
      assert.equal(head.bytes.length, 0, url);
      const isEcho = url.startsWith(lab.origin('echo'));
      if (!isEcho) {
        assert.deepEqual(lasting(head.headers), lasting(get.headers));
      }
    }
  });

  test('OPTIONS says which methods there are, and lets other pages in', async () => {
    await using lab = await startTestLab();
    const headers = {
      origin: 'http://page.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-fault',
    };
    for (const [url, allowed] of [
      ...urlsOf(lab).map((url) => [url, 'GET, HEAD'] as const),
      [`${lab.servers.url}/reset`, 'POST'],
      [`${lab.origin('streams')}/upload`, 'PUT, POST'],
      [`${lab.origin('accounts')}/form`, 'GET, HEAD, POST'],
      [`${lab.origin('accounts')}/logout`, 'POST'],
      [`${lab.origin('years')}/2009?fault=503`, 'GET, HEAD'],
    ] as const) {
      const answer = await ask(lab, url, { method: 'OPTIONS', headers });
      assert.equal(answer.statusCode, 204, url);
      assert.equal(answer.headers['allow'], `${allowed}, OPTIONS`, url);
      const prefix = 'access-control-allow';
      assert.equal(answer.headers[`${prefix}-methods`], allowed);
      assert.equal(answer.headers[`${prefix}-headers`], 'x-fault');
      assert.equal(answer.headers[`${prefix}-origin`], '*');
      assert.equal(answer.headers['content-length'], undefined);
    }
  });

  test('a page of another site may read answers, and failures as well', async () => {
    await using lab = await startTestLab();
    const headers = { origin: 'http://page.example' };
    const urls = [
      ...urlsOf(lab),
      `${lab.origin('pokemon')}/nothing`,
      `${lab.origin('faults')}/faults/503`,
      `${lab.origin('streams')}/rows?count=1&everyMs=0`,
    ];
    for (const url of urls) {
      const answer = await ask(lab, url, { headers });
      assert.equal(answer.headers['access-control-allow-origin'], '*', url);
      assert.equal(answer.headers['access-control-expose-headers'], '*', url);
    }
  });

  test('what a client has already is not sent again', async () => {
    await using lab = await startTestLab();
    for (const url of urlsOf(lab).filter((url) => !changing.test(url))) {
      if (url.startsWith(lab.origin('echo'))) continue;
      const { headers } = await ask(lab, url);
      const etag = String(headers['etag']);
      assert.match(etag, /^W\/"[\w-]+"$/, url);
      for (const [known, status] of [
        [etag, 304],
        [`"other", ${etag}`, 304],
        [etag.replace('W/', ''), 304],
        ['*', 304],
        ['"other"', 200],
        ['', 200],
      ] as const) {
        const again = await ask(lab, url, {
          headers: { 'if-none-match': known, 'accept-encoding': 'gzip' },
        });
        assert.equal(again.statusCode, status, `${url} ${known}`);
        assert.equal(again.headers['etag'], etag);
        if (status === 304) assert.equal(again.bytes.length, 0);
      }
    }
  });

  test('zips for those that accept it', async () => {
    await using lab = await startTestLab();
    const { bytes } = await ask(lab, lab.origin('pokemon') + mew);
    for (const [accepted, coding] of [
      ['gzip', 'gzip'],
      ['gzip, deflate, br', 'gzip'],
      ['*', 'gzip'],
      ['GZIP;q=0.5', 'gzip'],
      ['br', undefined],
      ['identity', undefined],
      ['gzip;q=0', undefined],
      ['gzip;q=0, *', undefined],
      ['*;q=0', undefined],
    ] as const) {
      for (const name of ['pokemon', 'http2'] as const) {
        const answer = await ask(lab, lab.origin(name) + mew, {
          headers: { 'accept-encoding': accepted },
        });
        assert.equal(answer.headers['content-encoding'], coding, accepted);
        assert.equal(answer.headers['vary'], 'accept-encoding');
        const { length } = answer.bytes;
        assert.equal(answer.headers['content-length'], String(length));
        const body = coding ? gunzipSync(answer.bytes) : answer.bytes;
        if (name === 'pokemon') assert.deepEqual(body, bytes);
      }
    }
  });

  test('a download goes on only while it is the same', async () => {
    await using lab = await startTestLab();
    const url = `${lab.origin('streams')}/download?bytes=1000`;
    const range = 'bytes=990-';
    for (const [headers, status, length] of [
      [{ range }, 206, 10],
      [{ range, 'if-range': '"1000"' }, 206, 10],
      [{ range, 'if-range': '"999"' }, 200, 1000],
      [{ 'if-none-match': '"1000"' }, 304, 0],
      [{ 'if-none-match': '"999"' }, 200, 1000],
    ] as const) {
      const answer = await ask(lab, url, { headers: { ...headers } });
      assert.deepEqual(
        [answer.statusCode, answer.bytes.length],
        [status, length],
      );
    }
  });
});

test('tags are compared weakly, whatever stands between them', () => {
  assert.ok(isKnown('W/"a,b" , "c"', '"a,b"'));
  assert.ok(isKnown('"c"', 'W/"c"'));
  assert.ok(!isKnown('c', '"c"'));
  assert.ok(!isKnown(undefined, '"c"'));
});
