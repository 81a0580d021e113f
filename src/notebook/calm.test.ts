import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBusyRemark, waitForCalm } from './calm.ts';

/** Ticks that are as late as the list says, and then in time. */
function ticksOf(lateMs: readonly number[]) {
  let count = 0;
  const tick = () => Promise.resolve(lateMs[count++] ?? 0);
  return { tick, count: () => count };
}

test('two ticks in time are calm', async () => {
  const ticks = ticksOf([]);
  assert.equal(await waitForCalm(ticks.tick), true);
  assert.equal(ticks.count(), 2);
});

test('a late tick is waited out', async () => {
  const ticks = ticksOf([300, 0, 40]);
  assert.equal(await waitForCalm(ticks.tick), true);
  assert.equal(ticks.count(), 5);
});

test('a machine that stays busy is not waited for forever', async () => {
  const ticks = ticksOf(Array.from({ length: 1_000 }, () => 60));
  assert.equal(await waitForCalm(ticks.tick), false);
  assert.equal(ticks.count(), 20);
});

test('a busy machine is said so once', () => {
  const remark = createBusyRemark();
  assert.equal(remark(true), '');
  assert.match(remark(false), /^Your machine is busy: /);
  assert.equal(remark(false), '');
  assert.equal(remark(true), '');
});
