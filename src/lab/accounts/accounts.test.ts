import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { suite, test } from 'node:test';
import { FormData, request, type Dispatcher } from 'undici';
import { startTestLab, type TestLab } from '../fixture.ts';
import { labLogin } from '../login.ts';
import { formLimits } from './form.ts';

type Options = Pick<Dispatcher.RequestOptions, 'body'> & {
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
};

async function send(lab: TestLab, path: string, options: Options = {}) {
  const url = lab.origin('accounts') + path;
  const answer = await request(url, { dispatcher: lab.agent, ...options });
  const { statusCode: status, headers } = answer;
  return { status, headers, text: await answer.body.text() };
}

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };

function post(lab: TestLab, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields).toString();
  return send(lab, path, { method: 'POST', headers: urlencoded, body });
}

async function logIn(lab: TestLab): Promise<string> {
  const { headers } = await post(lab, '/login', labLogin);
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

suite('accounts', { timeout: 60_000 }, () => {
  test('let users in who log in, with a cookie that scripts cannot read', async () => {
    await using lab = await startTestLab();
    const answer = await post(lab, '/login', labLogin);
    assert.deepEqual(
      [answer.status, answer.headers['location']],
      [303, '/account'],
    );
    assert.match(
      String(answer.headers['set-cookie']),
      /^session=[\w-]{36}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const cookie = await logIn(lab);
    const accept = 'application/json';
    for (const visits of [1, 2]) {
      const headers = { cookie: `theme=dark; ${cookie}`, accept };
      const { text } = await send(lab, '/account', { headers });
      assert.deepEqual(JSON.parse(text), { username: 'learner', visits });
    }
    const page = await send(lab, '/account', { headers: { cookie } });
    assert.match(page.text, /<h1>Hello, learner<\/h1>/);
  });

  test('redirect others to the login, and answer 401 to programs', async () => {
    await using lab = await startTestLab();
    const browser = await send(lab, '/account');
    assert.deepEqual(
      [browser.status, browser.headers['location']],
      [303, '/login'],
    );
    const headers = { accept: 'application/json', cookie: 'session=made-up' };
    assert.equal((await send(lab, '/account', { headers })).status, 401);
    const wrong = await post(lab, '/login', { ...labLogin, password: 'x' });
    assert.deepEqual(
      [wrong.status, wrong.headers['set-cookie']],
      [401, undefined],
    );
  });

  test('forget users who log out, and count every step', async () => {
    await using lab = await startTestLab();
    const cookie = await logIn(lab);
    const method = 'POST';
    const out = await send(lab, '/logout', { method, headers: { cookie } });
    assert.match(String(out.headers['set-cookie']), /^session=;.*Max-Age=0$/);
    assert.equal(
      (await send(lab, '/account', { headers: { cookie } })).status,
      303,
    );
    await post(lab, '/login', {});
    const stats = await lab.seen('accounts', () => true);
    const { logins, failedLogins, logouts, sessions } = stats;
    assert.deepEqual([logins, failedLogins, logouts, sessions], [1, 1, 1, 0]);
  });

  test('give back the fields of a form in order, even the same name twice', async () => {
    await using lab = await startTestLab();
    const body = 'name=Zo%C3%AB+%26+S%C3%B8ren&day=Thursday&day=Friday&note=';
    const headers = urlencoded;
    const answer = await send(lab, '/form', { method: 'POST', headers, body });
    assert.deepEqual(JSON.parse(answer.text), {
      fields: [
        ['name', 'Zoë & Søren'],
        ['day', 'Thursday'],
        ['day', 'Friday'],
        ['note', ''],
      ],
      files: [],
    });
  });

  test('accept files, and describe them', async () => {
    await using lab = await startTestLab();
    const content = Buffer.alloc(3_000_000, 'tram');
    const body = new FormData();
    body.set('note', 'für später');
    body.set('photo', new Blob([content], { type: 'image/png' }), 'træm.png');
    const { text } = await send(lab, '/upload', { method: 'POST', body });
    assert.deepEqual(JSON.parse(text), {
      fields: [['note', 'für später']],
      files: [
        {
          field: 'photo',
          filename: 'træm.png',
          type: 'image/png',
          bytes: content.length,
          sha256: createHash('sha256').update(content).digest('hex'),
        },
      ],
    });
    const stats = await lab.seen('accounts', () => true);
    assert.deepEqual(
      [stats.filesUploaded, stats.bytesUploaded],
      [1, 3_000_000],
    );
  });

  test('refuse forms beyond a limit, and say which limit', async () => {
    await using lab = await startTestLab();
    const large = new FormData();
    large.set('file', new Blob([Buffer.alloc(formLimits.fileSize + 1)]), 'a');
    const many = new FormData();
    for (let file = 0; file <= formLimits.files; file++) {
      many.append('file', new Blob(['x']), `${file}`);
    }
    const wordy = new FormData();
    for (let field = 0; field <= formLimits.fields; field++) {
      wordy.append('field', 'x');
    }
    const long = new FormData();
    long.set('field', 'x'.repeat(formLimits.fieldSize + 1));
    for (const [body, message] of [
      [large, /10 MB in a file/],
      [many, /5 files/],
      [wordy, /50 fields/],
      [long, /64 KiB/],
    ] as const) {
      const answer = await send(lab, '/upload', { method: 'POST', body });
      assert.equal(answer.status, 413, String(message));
      assert.match(answer.text, message);
    }
    assert.equal((await send(lab, '/')).status, 200);
  });

  for (const [what, type, body, status] of [
    ['of another type', 'application/json', '{}', 415],
    ['of no type', '', 'a=b', 415],
    ['without a boundary', 'multipart/form-data', 'x', 415],
    [
      'that is cut off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nabc',
      400,
    ],
    ['of nothing at all', 'multipart/form-data; boundary=x', 'nothing', 400],
  ] as const) {
    test(`refuse a form ${what} with ${status}`, async () => {
      await using lab = await startTestLab();
      const headers = { 'content-type': type };
      const answer = await send(lab, '/form', {
        method: 'POST',
        headers,
        body,
      });
      assert.equal(answer.status, status);
    });
  }

  test('notice an upload that breaks off, and keep running', async () => {
    await using lab = await startTestLab();
    const source = new Readable({ read: () => undefined });
    source.push(
      '--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nabc',
    );
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const answer = send(lab, '/upload', {
      method: 'POST',
      headers,
      body: source,
    });
    await lab.seen('accounts', ({ inFlight }) => inFlight === 1);
    source.destroy(new Error('No more of it.'));
    await assert.rejects(answer);
    await lab.seen('accounts', ({ aborted }) => aborted === 1);
    assert.equal((await send(lab, '/')).status, 200);
  });

  test('answer 404 or 405 for unknown paths and methods', async () => {
    await using lab = await startTestLab();
    assert.equal((await send(lab, '/nowhere')).status, 404);
    assert.equal((await send(lab, '/nowhere', { method: 'POST' })).status, 405);
    assert.equal((await send(lab, '/form', { method: 'DELETE' })).status, 405);
    assert.equal((await send(lab, '/logout')).status, 405);
  });
});
