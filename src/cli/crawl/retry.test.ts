import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Answer } from './ask.ts';
import { pauseMs, retry } from './retry.ts';

const answer = (status: number, retryAfter?: string): Answer => ({
  status,
  headers: { 'retry-after': retryAfter },
  body: Buffer.of(),
});
const failure = (code: string) => Object.assign(new Error(code), { code });
const noPause = () => Promise.resolve();

suite('a repeated request', () => {
  for (const [what, outcomes, retries, attempts] of [
    ['is not needed after a 200', [answer(200)], 3, 1],
    ['is no use after a 404', [answer(404)], 3, 1],
    ['helps after a 503', [answer(503, '0'), answer(200)], 3, 2],
    ['helps after a reset', [failure('ECONNRESET'), answer(200)], 3, 2],
    ['ends some time', [answer(503, '0')], 2, 3],
    ['is not done where it is not wanted', [answer(503, '0')], 0, 1],
    ['is not done after two hours', [answer(503, '7200')], 3, 1],
  ] as const) {
    test(what, async () => {
      let asked = 0;
      const last = outcomes.at(-1);
      const outcome = await retry(
        () => {
          const next = outcomes[asked++] ?? last;
          return next instanceof Error
            ? Promise.reject(next)
            : Promise.resolve(next ?? answer(0));
        },
        retries,
        noPause,
      );
      assert.equal(outcome, last);
      assert.equal(asked, attempts);
    });
  }

  test('throws what the last attempt threw', async () => {
    const error = failure('ENOTFOUND');
    const work = () => Promise.reject(error);
    await assert.rejects(retry(work, 3, noPause), (thrown) => thrown === error);
  });

  test('ends when a pause is ended', async () => {
    const ended = new Error('ended');
    const work = () => Promise.resolve(answer(503, '30'));
    const outcome = retry(work, 3, () => Promise.reject(ended));
    await assert.rejects(outcome, (thrown) => thrown === ended);
  });
});

test('a pause is what the server says, in seconds or as a date', () => {
  assert.equal(pauseMs(answer(429, '2'), 1), 2000);
  const date = new Date(Date.now() + 10_000).toUTCString();
  const untilMs = pauseMs(answer(503, date), 1);
  assert.ok(untilMs > 5000 && untilMs <= 10_000);
});

suite('a pause that makes no sense is one of our own', () => {
  const past = new Date(Date.now() - 10_000).toUTCString();
  for (const text of ['', 'soon', '-5', '-1e9', '0', '0.5', past, 'NaN']) {
    test(JSON.stringify(text), () => {
      const ms = Array.from({ length: 50 }, () =>
        pauseMs(answer(503, text), 3),
      );
      assert.ok(ms.every((pause) => pause >= 0 && pause <= 800));
      assert.ok(ms.some((pause) => pause > 1));
    });
  }

  for (const text of ['99999999999', '1'.repeat(400), '9999999']) {
    test(`${text.slice(0, 20)} is longer than anyone waits`, async () => {
      const waits: number[] = [];
      const work = () => Promise.resolve(answer(503, text));
      const pause = (waitMs: number) => Promise.resolve(waits.push(waitMs));
      await retry(work, 3, pause);
      assert.deepEqual(waits, []);
    });
  }
});

test('otherwise a pause is random, up to a bound that grows', () => {
  for (const attempts of [1, 2, 3]) {
    const ms = pauseMs(failure('ECONNRESET'), attempts);
    assert.ok(ms >= 0 && ms <= 100 * 2 ** attempts);
  }
});
