import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { request } from 'undici';
import { withAgent } from './with-agent.ts';
import { withTaskGroup } from './task-group.ts';

/** Ends when the signal aborts, with its reason, as `request` does. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

/** Says whether a promise has settled by the next turn of the event loop. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = () => {
    settled = true;
  };
  promise.then(note, note);
  await nextTurn();
  return settled;
}

suite('a task group that nothing ends early', () => {
  test('gives the result of its work', async () => {
    const result = await withTaskGroup(async ({ run }) => {
      const [one, two] = await Promise.all([run(() => 1), run(() => 2)]);
      return one + two;
    });
    assert.equal(result, 3);
  });

  test('starts a task at once', async () => {
    await withTaskGroup(({ run }) => {
      let started = false;
      void run(() => (started = true));
      assert.ok(started);
    });
  });

  test('waits for tasks that its work does not wait for', async () => {
    const held = Promise.withResolvers<undefined>();
    const group = withTaskGroup(({ run }) => {
      void run(() => held.promise);
      return 'the work';
    });
    assert.equal(await isSettled(group), false);
    held.resolve(undefined);
    assert.equal(await group, 'the work');
  });

  test('waits for tasks that its tasks run', async () => {
    const held = Promise.withResolvers<undefined>();
    const ended: string[] = [];
    const group = withTaskGroup(({ run }) => {
      void run(async () => {
        await nextTurn();
        void run(() => held.promise.then(() => ended.push('inner')));
        ended.push('outer');
      });
    });
    await nextTurn();
    assert.equal(await isSettled(group), false);
    held.resolve(undefined);
    await group;
    assert.deepEqual(ended, ['outer', 'inner']);
  });

  test('does not abort its signal', async () => {
    const { signal } = await withTaskGroup((group) => group);
    assert.equal(signal.aborted, false);
  });

  test('runs no task once it is over, and says why', async () => {
    const { run } = await withTaskGroup((group) => group);
    assert.throws(() => run(() => assert.fail('started')), {
      message: /has ended.*returned without awaiting.*await that in the work/,
    });
  });
});

suite('a task group in which a task fails', () => {
  const failure = new Error('the task failed');
  const fails = () => Promise.reject(failure);

  test('throws the failure as it is', async () => {
    const group = withTaskGroup(({ run }) => {
      void run(untilAborted);
      void run(fails);
    });
    await assert.rejects(group, (error) => error === failure);
  });

  test('aborts the others, with the failure as the cause', async () => {
    let other: Promise<never> | undefined;
    const group = withTaskGroup(({ run }) => {
      other = run(untilAborted);
      void run(fails);
    });
    await assert.rejects(group);
    await assert.rejects(other ?? fails(), {
      name: 'AbortError',
      cause: failure,
    });
  });

  test('waits for a task that ignores the signal', async () => {
    const held = Promise.withResolvers<string>();
    let deaf: Promise<string> | undefined;
    const group = withTaskGroup(({ run }) => {
      deaf = run(() => held.promise);
      void run(fails);
    });
    assert.equal(await isSettled(group), false);
    held.resolve('done all the same');
    await assert.rejects(group, (error) => error === failure);
    assert.equal(await deaf, 'done all the same');
  });

  test('does not wait for its work to wait for that task', async () => {
    const group = withTaskGroup(async ({ run, signal }) => {
      void run(fails);
      await untilAborted(signal);
    });
    await assert.rejects(group, (error) => error === failure);
  });

  test('leaves the error of another task in its own outcome', async () => {
    const second = new Error('cleaning up failed');
    let other: Promise<never> | undefined;
    const group = withTaskGroup(({ run }) => {
      other = run((signal) =>
        untilAborted(signal).catch(() => Promise.reject(second)),
      );
      void run(fails);
    });
    await assert.rejects(group, (error) => error === failure);
    await assert.rejects(other ?? fails(), (error) => error === second);
  });

  test('starts no further task', async () => {
    let late: Promise<unknown> | undefined;
    const group = withTaskGroup(async ({ run }) => {
      await run(fails).catch(() => undefined);
      late = run(() => assert.fail('started'));
    });
    await assert.rejects(group, (error) => error === failure);
    await assert.rejects(late ?? fails(), {
      name: 'AbortError',
      cause: failure,
    });
  });

  test('has failed even where the work handles it', async () => {
    const group = withTaskGroup(({ run }) => run(fails).catch(() => 'handled'));
    await assert.rejects(group, (error) => error === failure);
  });

  test('treats its work as one of the tasks', async () => {
    let task: Promise<never> | undefined;
    const group = withTaskGroup(({ run }) => {
      task = run(untilAborted);
      throw failure;
    });
    await assert.rejects(group, (error) => error === failure);
    await assert.rejects(task ?? fails(), { cause: failure });
  });

  test('throws even a value that is not an Error', async () => {
    const group = withTaskGroup(({ run }) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      void run(() => Promise.reject(undefined));
      return 'the work';
    });
    const outcomes = await Promise.allSettled([group]);
    assert.deepEqual(outcomes, [{ status: 'rejected', reason: undefined }]);
  });
});

suite('a task group with a signal from outside', () => {
  test('aborts with it, and throws its reason', async () => {
    const outside = new AbortController();
    const reason = new Error('enough');
    const group = withTaskGroup(({ run }) => void run(untilAborted), outside);
    outside.abort(reason);
    await assert.rejects(group, (error) => error === reason);
  });

  test('throws that reason even when a task wraps it', async () => {
    const outside = new AbortController();
    const reason = new Error('enough');
    const wraps = (signal: AbortSignal) =>
      untilAborted(signal).catch((cause: unknown) =>
        Promise.reject(new Error('gave up', { cause })),
      );
    const group = withTaskGroup(({ run }) => void run(wraps), outside);
    outside.abort(reason);
    await assert.rejects(group, (error) => error === reason);
  });

  test('still gives its result where every task succeeds', async () => {
    const outside = new AbortController();
    const held = Promise.withResolvers<string>();
    const group = withTaskGroup(({ run }) => run(() => held.promise), outside);
    outside.abort();
    held.resolve('in time');
    assert.equal(await group, 'in time');
  });

  test('does not start its work where the signal has already aborted', async () => {
    const signal = AbortSignal.abort();
    const group = withTaskGroup(() => assert.fail('started'), { signal });
    await assert.rejects(group, (error) => error === signal.reason);
  });

  test('does not abort that signal itself', async () => {
    const outside = new AbortController();
    const group = withTaskGroup(() => Promise.reject(new Error()), outside);
    await assert.rejects(group);
    assert.equal(outside.signal.aborted, false);
  });
});

suite('a task group in a task of another', () => {
  const failure = new Error('one of the tasks failed');
  const fails = () => Promise.reject(failure);

  test('ends with the other', async () => {
    let task: Promise<never> | undefined;
    const group = withTaskGroup((outer) => {
      void outer.run((signal) =>
        withTaskGroup((inner) => (task = inner.run(untilAborted)), { signal }),
      );
      void outer.run(fails);
    });
    await assert.rejects(group, (error) => error === failure);
    await assert.rejects(task ?? fails(), { cause: failure });
  });

  test('ends the other when it fails', async () => {
    let task: Promise<never> | undefined;
    const group = withTaskGroup((outer) => {
      task = outer.run(untilAborted);
      void outer.run((signal) =>
        withTaskGroup((inner) => inner.run(fails), { signal }),
      );
    });
    await assert.rejects(group, (error) => error === failure);
    await assert.rejects(task ?? fails(), { cause: failure });
  });

  test('can fail alone where the task handles it', async () => {
    const result = await withTaskGroup(({ run }) =>
      run((signal) => withTaskGroup(fails, { signal }).catch(() => 'handled')),
    );
    assert.equal(result, 'handled');
  });
});

test('when a task group has thrown, its server has nothing left to do', async () => {
  let inFlight = 0;
  const allAreThere = Promise.withResolvers<undefined>();
  const noneIsLeft = Promise.withResolvers<undefined>();
  const server = createServer((_request, response) => {
    if ((inFlight += 1) === 20) allAreThere.resolve(undefined);
    response.once('close', () => {
      if ((inFlight -= 1) === 0) noneIsLeft.resolve(undefined);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const failure = new Error('the work failed');

  await withAgent({}, async (dispatcher) => {
    const group = withTaskGroup(async ({ run }) => {
      for (let count = 0; count < 20; count += 1) {
        void run((signal) => request(url, { dispatcher, signal }));
      }
      await allAreThere.promise;
      throw failure;
    });
    await assert.rejects(group, (error) => error === failure);
    await noneIsLeft.promise;
  });
  server.close();
});
