import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createHeldClock } from './clock.ts';
import { createGate, patienceMs, quietMs, type GateOptions } from './gate.ts';
import { createScheduler } from './scheduler.ts';

function startGate(options: number | GateOptions) {
  const clock = createHeldClock();
  const gate = createGate(options, clock, createScheduler(clock));
  const passed: number[] = [];
  const arrive = (id: number, path = '/') =>
    gate.pass(path, () => passed.push(id));
  return { clock, gate, passed, arrive };
}

suite('a gate', () => {
  test('opens once as many wait as are expected, and no more come', () => {
    const { clock, passed, arrive } = startGate(2);
    arrive(1);
    arrive(2);
    clock.advance(quietMs - 1);
    arrive(3);
    clock.advance(quietMs - 1);
    assert.deepEqual(passed, []);
    clock.advance(1);
    assert.deepEqual(passed, [1, 2, 3]);
  });

  test('has more patience while there are fewer', () => {
    const { clock, passed, arrive } = startGate(2);
    arrive(1);
    clock.advance(patienceMs - 1);
    assert.deepEqual(passed, []);
    clock.advance(1);
    assert.deepEqual(passed, [1]);
  });

  test('stays open, until it is reset', () => {
    const { clock, gate, passed, arrive } = startGate(1);
    arrive(1);
    clock.advance(quietMs);
    arrive(2);
    assert.deepEqual(passed, [1, 2]);
    gate.reset();
    arrive(3);
    assert.deepEqual(passed, [1, 2]);
    clock.advance(quietMs);
    assert.deepEqual(passed, [1, 2, 3]);
  });

  test('forgets those who went away', () => {
    const { clock, passed, arrive } = startGate(2);
    const leave = arrive(1);
    arrive(2);
    leave();
    clock.advance(patienceMs);
    assert.deepEqual(passed, [2]);
  });

  test('can be for some paths alone', () => {
    const { clock, passed, arrive } = startGate({ expected: 1, under: '/a/' });
    arrive(1, '/');
    arrive(2, '/a/2');
    assert.deepEqual(passed, [1]);
    clock.advance(quietMs);
    assert.deepEqual(passed, [1, 2]);
  });

  test('can keep the first until the others have come', () => {
    const options = { expected: 2, firstWaitsFor: 4 };
    const { clock, gate, passed, arrive } = startGate(options);
    for (const round of [1, 2]) {
      arrive(1);
      arrive(2);
      clock.advance(quietMs);
      assert.deepEqual(passed, [2], `round ${round}`);
      arrive(3);
      clock.advance(patienceMs - 1);
      assert.deepEqual(passed, [2, 3]);
      arrive(4);
      assert.deepEqual(passed, [2, 3, 4, 1]);
      gate.reset();
      passed.length = 0;
    }
  });

  test('keeps the first no longer than others come', () => {
    const { clock, passed, arrive } = startGate({
      expected: 2,
      firstWaitsFor: 4,
    });
    arrive(1);
    arrive(2);
    clock.advance(quietMs);
    clock.advance(patienceMs);
    arrive(3);
    assert.deepEqual(passed, [2, 1, 3]);
  });

  test('forgets a first one that went away', () => {
    const { clock, passed, arrive } = startGate({
      expected: 1,
      firstWaitsFor: 2,
    });
    const leave = arrive(1);
    clock.advance(quietMs);
    leave();
    arrive(2);
    assert.deepEqual(passed, [2]);
  });
});
