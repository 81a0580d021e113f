import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { request } from 'undici';
import { startHeldLab, type TestLab } from '../fixture.ts';
import { createTokenBucket } from './token-bucket.ts';

suite('a token bucket', () => {
  test('gives all its tokens at once, then each new one as it comes', () => {
    const bucket = createTokenBucket({ capacity: 3, refillMs: 10 }, 0);
    const take = (nowMs: number) => bucket.take(nowMs).isGranted;
    assert.deepEqual([0, 0, 0, 0].map(take), [true, true, true, false]);
    assert.deepEqual([9.9, 10, 10].map(take), [false, true, false]);
    assert.deepEqual([30, 30, 30].map(take), [true, true, false]);
    assert.deepEqual(
      [1000, 1000, 1000, 1000].map(take),
      [true, true, true, false],
      'a long rest fills it, and no further',
    );
  });

  test('says what is left and how long until there is more', () => {
    const bucket = createTokenBucket({ capacity: 2, refillMs: 10 }, 0);
    assert.deepEqual(bucket.take(0), {
      isGranted: true,
      remaining: 1,
      nextMs: 0,
      fullMs: 10,
    });
    bucket.take(0);
    assert.deepEqual(bucket.take(4), {
      isGranted: false,
      remaining: 0,
      nextMs: 6,
      fullMs: 16,
    });
  });
});

suite('the limited site', { timeout: 60_000 }, () => {
  async function ask(lab: TestLab, client = 'a', path = '/items/1') {
    const { statusCode, headers, body } = await request(
      lab.origin('limited') + path,
      { dispatcher: lab.agent, headers: { 'x-client': client } },
    );
    await body.dump();
    return { statusCode, headers };
  }

  test('refuses the eleventh request, and says when to come back', async () => {
    await using lab = await startHeldLab();
    const statuses: number[] = [];
    for (let turn = 1; turn <= 10; turn++) {
      statuses.push((await ask(lab)).statusCode);
    }
    assert.deepEqual(new Set(statuses), new Set([200]));
    const { statusCode, headers } = await ask(lab);
    assert.equal(statusCode, 429);
    assert.equal(headers['retry-after'], '1');
    assert.equal(headers['ratelimit-limit'], '10');
    assert.equal(headers['ratelimit-remaining'], '0');
    assert.equal(headers['ratelimit-reset'], '1');
    lab.clock.advance(100);
    assert.equal((await ask(lab)).statusCode, 200);
  });

  test('counts down what is left', async () => {
    await using lab = await startHeldLab();
    const left: unknown[] = [];
    for (let turn = 1; turn <= 3; turn++) {
      left.push((await ask(lab)).headers['ratelimit-remaining']);
    }
    assert.deepEqual(left, ['9', '8', '7']);
  });

  test('counts the tokens of each client separately', async () => {
    await using lab = await startHeldLab();
    for (let turn = 1; turn <= 12; turn++) await ask(lab, 'greedy');
    assert.equal((await ask(lab, 'modest')).statusCode, 200);
    const stats = await lab.seen('limited', () => true);
    assert.deepEqual([stats.tokensSpent, stats.refusals], [11, 2]);
    assert.deepEqual(stats.clients, {
      greedy: { spent: 10, refused: 2 },
      modest: { spent: 1, refused: 0 },
    });
    lab.servers.reset();
    assert.equal((await ask(lab, 'greedy')).statusCode, 200);
  });

  test('refills in proportion to the scale', async () => {
    await using lab = await startHeldLab({ scale: 0.1 });
    for (let turn = 1; turn <= 10; turn++) await ask(lab);
    assert.equal((await ask(lab)).statusCode, 429);
    lab.clock.advance(10);
    assert.equal((await ask(lab)).statusCode, 200);
  });

  test('charges nothing for its index', async () => {
    await using lab = await startHeldLab();
    assert.equal((await ask(lab, 'a', '/')).statusCode, 200);
    assert.equal((await ask(lab, 'a', '/items/x')).statusCode, 404);
    const { tokensSpent } = await lab.seen('limited', () => true);
    assert.equal(tokensSpent, 0);
  });
});
