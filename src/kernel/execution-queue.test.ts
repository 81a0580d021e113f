import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createExecutionQueue } from './execution-queue.ts';

suite('the queue of cells to execute', () => {
  test('runs one after another, in order', async () => {
    const queue = createExecutionQueue();
    const gate = Promise.withResolvers<undefined>();
    const log: string[] = [];
    const first = queue.add(async () => {
      await gate.promise;
      log.push('first');
    });
    const second = queue.add(() => {
      log.push('second');
      return Promise.resolve();
    });
    gate.resolve(undefined);
    await Promise.all([first, second]);
    assert.deepEqual(log, ['first', 'second']);
  });

  test('aborts what waits, even what arrives a little late', async () => {
    let lateRequest = () => Promise.resolve();
    const queue = createExecutionQueue(() => lateRequest());
    const aborted: boolean[] = [];
    const note = (isAborted: boolean) => {
      aborted.push(isAborted);
      return Promise.resolve();
    };
    let late: Promise<void> = Promise.resolve();
    lateRequest = () => {
      lateRequest = () => Promise.resolve();
      late = queue.add(note);
      return Promise.resolve();
    };
    const failing = queue.add(() => queue.abortWaiting());
    const waiting = queue.add(note);
    await Promise.all([failing, waiting]);
    await late;
    assert.deepEqual(aborted, [true, true]);
    await queue.add(note);
    assert.deepEqual(aborted, [true, true, false], 'what is sent afterwards');
  });

  test('goes on after a request that fails', async () => {
    const queue = createExecutionQueue();
    const failing = queue.add(() => Promise.reject(new Error('broken')));
    await assert.rejects(failing, /broken/);
    let ran = false;
    await queue.add(() => {
      ran = true;
      return Promise.resolve();
    });
    assert.ok(ran);
  });
});
