import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderRow, type RowState } from './live-rows.ts';

const half: RowState = {
  name: 'bounded',
  count: 150,
  phase: 'running',
  done: 75,
  inFlight: 20,
  seconds: 0.31,
};
const plain = { columns: 80, colour: false };

suite("a rung's line", () => {
  test('shows answers, time and requests in flight', () => {
    assert.match(
      renderRow(half, plain),
      /█+░+ {3}75\/150 .*0\.3 s .*20 in flight/,
    );
  });

  test('has a bar in proportion to its answers', () => {
    const row = renderRow(half, plain);
    assert.equal(row.split('█').length, row.split('░').length);
  });

  test('says in advance that nothing is drawn while the thread is blocked', () => {
    const row = renderRow({ ...half, phase: 'blocked' }, plain);
    assert.match(row, /nothing can be drawn until it is done/);
  });

  test('is always narrower than the terminal', () => {
    for (const phase of ['waiting', 'blocked', 'running', 'done'] as const) {
      for (let columns = 20; columns < 100; columns += 1) {
        const row = renderRow({ ...half, phase }, { columns, colour: false });
        assert.ok(row.length < columns, `${phase} at ${columns}: ${row}`);
      }
    }
  });

  test('has colour only if that is wanted', () => {
    assert.ok(!renderRow(half, plain).includes('\u001b'));
    assert.ok(
      renderRow(half, { ...plain, colour: true }).includes('\u001b[32m'),
    );
  });
});
