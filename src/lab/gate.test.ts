import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createHeldClock } from './clock.ts';
import { createGate, patienceMs, quietMs } from './gate.ts';
import { createScheduler } from './scheduler.ts';

function startGate(expected: number) {
  const clock = createHeldClock();
  const gate = createGate(expected, clock, createScheduler(clock));
  const passed: number[] = [];
  const arrive = (id: number) => gate.pass(() => passed.push(id));
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
});
