import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createHeldClock } from './clock.ts';
import {
  createGate,
  settleEarlyMs,
  settleMs,
  type GateOptions,
} from './gate.ts';
import { createScheduler } from './scheduler.ts';

function startGate(options: number | GateOptions, slowness = () => 1) {
  const clock = createHeldClock();
  const scheduler = createScheduler(clock);
  const gate = createGate(options, clock, scheduler, slowness);
  const passed: number[] = [];
  const arrive = (id: number, path = '/') =>
    gate.pass(path, () => passed.push(id));
  return { clock, gate, passed, arrive };
}

suite('a gate', () => {
  test('opens once all expected requests wait and no more arrive', () => {
    const { clock, passed, arrive } = startGate(2);
    arrive(1);
    arrive(2);
    clock.advance(settleMs - 1);
    arrive(3);
    clock.advance(settleMs - 1);
    assert.deepEqual(passed, []);
    clock.advance(1);
    assert.deepEqual(passed, [1, 2, 3]);
  });

  test('waits longer while fewer than expected have arrived', () => {
    const { clock, passed, arrive } = startGate(2);
    arrive(1);
    clock.advance(settleEarlyMs - 1);
    assert.deepEqual(passed, []);
    clock.advance(1);
    assert.deepEqual(passed, [1]);
  });

  test('waits as many times longer as the machine is slower by then', () => {
    let factor = 3;
    const { clock, passed, arrive } = startGate(2, () => factor);
    arrive(1);
    clock.advance(3 * settleEarlyMs - 1);
    assert.deepEqual(passed, []);
    factor = 4;
    clock.advance(settleEarlyMs);
    assert.deepEqual(passed, []);
    arrive(2);
    factor = 2;
    clock.advance(2 * settleMs - 1);
    assert.deepEqual(passed, []);
    clock.advance(1);
    assert.deepEqual(passed, [1, 2]);
  });

  test('stays open, until it is reset', () => {
    const { clock, gate, passed, arrive } = startGate(1);
    arrive(1);
    clock.advance(settleMs);
    arrive(2);
    assert.deepEqual(passed, [1, 2]);
    gate.reset();
    arrive(3);
    assert.deepEqual(passed, [1, 2]);
    clock.advance(settleMs);
    assert.deepEqual(passed, [1, 2, 3]);
  });

  test('forgets requests whose client went away', () => {
    const { clock, passed, arrive } = startGate(2);
    const leave = arrive(1);
    arrive(2);
    leave();
    clock.advance(settleEarlyMs);
    assert.deepEqual(passed, [2]);
  });

  test('can apply to some paths only', () => {
    const { clock, passed, arrive } = startGate({ expected: 1, under: '/a/' });
    arrive(1, '/');
    arrive(2, '/a/2');
    assert.deepEqual(passed, [1]);
    clock.advance(settleMs);
    assert.deepEqual(passed, [1, 2]);
  });

  test('can hold the first until the others have arrived', () => {
    const options = { expected: 2, firstWaitsFor: 4 };
    const { clock, gate, passed, arrive } = startGate(options);
    for (const round of [1, 2]) {
      arrive(1);
      arrive(2);
      clock.advance(settleMs);
      assert.deepEqual(passed, [2], `round ${round}`);
      arrive(3);
      clock.advance(settleEarlyMs - 1);
      assert.deepEqual(passed, [2, 3]);
      arrive(4);
      assert.deepEqual(passed, [2, 3, 4, 1]);
      gate.reset();
      passed.length = 0;
    }
  });

  test('stops holding the first when no others arrive', () => {
    const { clock, passed, arrive } = startGate({
      expected: 2,
      firstWaitsFor: 4,
    });
    arrive(1);
    arrive(2);
    clock.advance(settleMs);
    clock.advance(settleEarlyMs);
    arrive(3);
    assert.deepEqual(passed, [2, 1, 3]);
  });

  test('forgets a first request whose client went away', () => {
    const { clock, passed, arrive } = startGate({
      expected: 1,
      firstWaitsFor: 2,
    });
    const leave = arrive(1);
    clock.advance(settleMs);
    leave();
    arrive(2);
    assert.deepEqual(passed, [2]);
  });
});
