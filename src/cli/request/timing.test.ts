import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceOf } from '../../trace/fixtures/trace-of.ts';
import { renderRows, renderTotals } from './timing.ts';

const plain = { columns: 80, colour: false };

/** Opening takes 20 ms, waiting 70 and receiving 10. */
const one = traceOf(
  [
    {
      queuedMs: 0,
      sentMs: 0,
      connectingMs: 20,
      headersMs: 90,
      endMs: 100,
      connectionId: 1,
    },
  ],
  { durationMs: 100 },
);
/** A redirect, and where it leads. */
const two = traceOf(
  [
    {
      queuedMs: 0,
      sentMs: 0,
      headersMs: 50,
      endMs: 50,
      connectionId: 1,
      path: '/from',
      status: 302,
    },
    {
      queuedMs: 50,
      sentMs: 50,
      headersMs: 100,
      endMs: 100,
      connectionId: 1,
      path: '/to',
    },
  ],
  { durationMs: 100 },
);

suite('the time of a request', () => {
  test('is listed by phase, in one line', () => {
    assert.equal(
      renderTotals(one),
      'connect 20 ms, waiting 70 ms, receiving 10 ms; 100 ms in all',
    );
  });

  test('names what a request has only at times', () => {
    const requests = one.requests.map((each) => ({ ...each, bodySentMs: 60 }));
    assert.equal(
      renderTotals({ ...one, requests }),
      'connect 20 ms, sending 40 ms, waiting 30 ms, receiving 10 ms; 100 ms in all',
    );
  });

  test('adds up over redirects', () => {
    assert.match(renderTotals(two), /waiting 100 ms, .*; 100 ms in all$/);
  });

  test('is drawn in one line, in proportion', () => {
    const row = renderRows(one, plain);
    const chart = row.slice(row.indexOf(' ') + 1);
    const share = (character: string) =>
      (chart.split(character).length - 1) / chart.length;
    assert.ok(Math.abs(share('╱') - 0.2) < 0.03, row);
    assert.ok(Math.abs(share('░') - 0.7) < 0.03, row);
    assert.ok(Math.abs(share('█') - 0.1) < 0.03, row);
  });

  test('has a line for each redirect', () => {
    const [from = '', to = '', ...more] = renderRows(two, plain).split('\n');
    assert.match(from, /^\/from ░+$/);
    assert.match(to, /^\/to {3,}░+$/);
    assert.deepEqual(more, []);
  });

  test('is always narrower than the terminal', () => {
    for (let columns = 40; columns < 140; columns += 1) {
      for (const row of renderRows(two, { ...plain, columns }).split('\n')) {
        assert.ok(row.length < columns, `${columns}: ${row}`);
      }
    }
  });

  test('is given even if it was never sent', () => {
    const never = traceOf(
      [
        {
          queuedMs: 0,
          sentMs: null,
          headersMs: null,
          endMs: 9,
          connectionId: null,
          status: null,
        },
      ],
      { durationMs: 10 },
    );
    assert.match(renderTotals(never), /^connect 0 ms, .*; 9\.0 ms in all$/);
    assert.match(renderRows(never, plain), /^\/api\S+ ·+$/);
  });
});
