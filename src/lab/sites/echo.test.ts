import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { request, type Dispatcher } from 'undici';
import { startTestLab, type TestLab } from '../fixture.ts';

async function send(
  lab: TestLab,
  headers: Record<string, string>,
  method: Dispatcher.HttpMethod = 'GET',
) {
  const url = `${lab.origin('echo')}/some/path?with=query`;
  const options = { dispatcher: lab.agent, method, headers };
  const answer = await request(url, options);
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  return { ...answer, bytes };
}

suite('an echo', { timeout: 60_000 }, () => {
  test('answers with the request', async () => {
    await using lab = await startTestLab();
    const { statusCode, bytes } = await send(lab, { 'X-Colour': 'blue' });
    assert.equal(statusCode, 200);
    const host = new URL(lab.origin('echo')).host;
    assert.deepEqual(JSON.parse(String(bytes)), {
      method: 'GET',
      path: '/some/path',
      headers: { host, connection: 'keep-alive', 'x-colour': 'blue' },
    });
    const { requests, inFlight } = await lab.seen('echo', () => true);
    assert.deepEqual([requests, inFlight], [1, 0]);
  });

  for (const [codings, isZipped] of [
    ['gzip, deflate', true],
    ['br;q=1.0, gzip;q=0.8', true],
    ['gzip;q=0', false],
    ['br, identity', false],
  ] as const) {
    test(`${isZipped ? 'zips' : 'does not zip'} for "${codings}"`, async () => {
      await using lab = await startTestLab();
      const answer = await send(lab, { 'accept-encoding': codings });
      const { 'content-encoding': coding, vary } = answer.headers;
      assert.equal(coding, isZipped ? 'gzip' : undefined);
      assert.equal(vary, 'accept-encoding');
      const text = isZipped ? gunzipSync(answer.bytes) : answer.bytes;
      assert.match(String(text), /"method":"GET"/);
    });
  }

  test('has no body for HEAD, and accepts none', async () => {
    await using lab = await startTestLab();
    const head = await send(lab, {}, 'HEAD');
    assert.deepEqual([head.statusCode, head.bytes.length], [200, 0]);
    assert.equal((await send(lab, {}, 'POST')).statusCode, 405);
  });
});
