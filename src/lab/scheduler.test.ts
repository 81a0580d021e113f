import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createHeldClock, systemClock } from './clock.ts';
import { createDueQueue } from './due-queue.ts';
import { createRandom } from './jitter.ts';
import { createScheduler } from './scheduler.ts';

function createHeldScheduler() {
  const clock = createHeldClock();
  return { clock, scheduler: createScheduler(clock), ran: [] as string[] };
}

suite('a due queue', () => {
  test('gives items in order of due time, whatever their order of arrival', () => {
    const random = createRandom(3);
    const queue = createDueQueue<{ dueMs: number }>();
    const dues = Array.from({ length: 1000 }, () => Math.floor(random() * 100));
    for (const dueMs of dues) queue.push({ dueMs });
    const popped = dues.map(() => queue.pop()?.dueMs);
    assert.deepEqual(
      popped,
      dues.toSorted((a, b) => a - b),
    );
    assert.equal(queue.pop(), undefined);
  });

  test('gives items that are due together in order of arrival', () => {
    const queue = createDueQueue<{ dueMs: number; name: number }>();
    for (let name = 0; name < 50; name++) queue.push({ dueMs: 1, name });
    const names = Array.from({ length: 50 }, () => queue.pop()?.name);
    assert.deepEqual(names, [...names.keys()]);
  });
});

suite('a scheduler', () => {
  test('runs each at its due time and not before', () => {
    const { clock, scheduler, ran } = createHeldScheduler();
    for (const dueMs of [30, 10, 20]) {
      scheduler.at(dueMs, () => {
        ran.push(`${dueMs} at ${clock.now()}`);
      });
    }
    clock.advance(9);
    assert.deepEqual(ran, []);
    clock.advance(11);
    assert.deepEqual(ran, ['10 at 10', '20 at 20']);
    clock.advance(10);
    assert.deepEqual(ran, ['10 at 10', '20 at 20', '30 at 30']);
    assert.equal(scheduler.pending, 0);
  });

  test('runs at once what is already due', () => {
    const { scheduler, ran } = createHeldScheduler();
    scheduler.at(0, () => ran.push('now'));
    assert.deepEqual(ran, ['now']);
  });

  test('does not run what was cancelled, and runs the rest on time', () => {
    const { clock, scheduler, ran } = createHeldScheduler();
    const cancel = scheduler.at(10, () => ran.push('cancelled'));
    scheduler.at(20, () => ran.push('kept'));
    cancel();
    cancel();
    assert.equal(scheduler.pending, 1);
    clock.advance(20);
    assert.deepEqual(ran, ['kept']);
  });

  test('accepts more while it runs', () => {
    const { clock, scheduler, ran } = createHeldScheduler();
    scheduler.at(10, () => {
      scheduler.at(15, () => ran.push(`second at ${clock.now()}`));
    });
    clock.advance(100);
    assert.deepEqual(ran, ['second at 15']);
  });

  test('still runs the others after one throws', () => {
    const { clock, scheduler, ran } = createHeldScheduler();
    scheduler.at(10, () => {
      throw new Error('An accident.');
    });
    scheduler.at(10, () => ran.push('with it'));
    scheduler.at(20, () => ran.push('after it'));
    assert.throws(() => {
      clock.advance(10);
    }, /An accident/);
    clock.advance(100);
    assert.deepEqual(ran, ['with it', 'after it']);
  });

  test('keeps no timer for dropped jobs', () => {
    const clock = createHeldClock();
    let armed = 0;
    const scheduler = createScheduler({
      now: () => clock.now(),
      originEpochMs: 0,
      callAt(dueMs, callback) {
        armed += 1;
        const cancel = clock.callAt(dueMs, callback);
        return () => {
          armed -= 1;
          cancel();
        };
      },
    });
    const cancels = [30, 20].map((dueMs) => {
      return scheduler.at(dueMs, () => undefined);
    });
    assert.equal(scheduler.pending, 2);
    for (const cancel of cancels) cancel();
    assert.deepEqual([scheduler.pending, armed], [0, 0]);
  });

  test('drops all when it stops', () => {
    const { clock, scheduler, ran } = createHeldScheduler();
    scheduler.at(10, () => ran.push('late'));
    scheduler.stop();
    clock.advance(100);
    assert.deepEqual(ran, []);
    assert.equal(scheduler.pending, 0);
  });

  test('is never early on the machine’s own clock', async () => {
    const scheduler = createScheduler(systemClock);
    const startMs = systemClock.now();
    const early = await Promise.all(
      [0.3, 1.5, 2.1, 7.7, 20].map(
        (delayMs) =>
          new Promise<boolean>((resolve) => {
            scheduler.at(startMs + delayMs, () => {
              resolve(systemClock.now() < startMs + delayMs);
            });
          }),
      ),
    );
    assert.ok(!early.includes(true));
  });
});
