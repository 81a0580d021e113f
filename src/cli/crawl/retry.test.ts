import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Answer } from './ask.ts';
import { pauseMs, retry } from './retry.ts';

const answer = (status: number, retryAfter?: string): Answer => ({
  status,
  headers: { 'retry-after': retryAfter },
  text: '',
});
const failure = (code: string) => Object.assign(new Error(code), { code });
const never = new AbortController().signal;

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
        never,
      );
      assert.equal(outcome, last);
      assert.equal(asked, attempts);
    });
  }

  test('throws what the last attempt threw', async () => {
    const error = failure('ENOTFOUND');
    const work = () => Promise.reject(error);
    await assert.rejects(retry(work, 3, never), (thrown) => thrown === error);
  });

  test('ends when the signal is aborted, even during a pause', async () => {
    const controller = new AbortController();
    const work = () => Promise.resolve(answer(503, '30'));
    const outcome = retry(work, 3, controller.signal);
    controller.abort();
    await assert.rejects(outcome, { name: 'AbortError' });
  });
});

test('a pause is what the server says, in seconds or as a date', () => {
  assert.equal(pauseMs(answer(429, '2'), 1), 2000);
  const date = new Date(Date.now() + 10_000).toUTCString();
  const untilMs = pauseMs(answer(503, date), 1);
  assert.ok(untilMs > 5000 && untilMs <= 10_000);
  assert.equal(pauseMs(answer(503, 'soon'), 1), 0);
});

test('otherwise a pause is random, up to a bound that grows', () => {
  for (const attempts of [1, 2, 3]) {
    const ms = pauseMs(failure('ECONNRESET'), attempts);
    assert.ok(ms >= 0 && ms <= 100 * 2 ** attempts);
  }
});
