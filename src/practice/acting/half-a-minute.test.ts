import assert from 'node:assert/strict';
import { setTimeout as importedBefore } from 'node:timers';
import { suite, test } from 'node:test';
import { request } from 'undici';
import { watchTimeouts } from './half-a-minute.ts';
import { startScriptedServer } from './scripted-server.ts';

suite('Half a minute that passes at once', () => {
  test('ends timers of up to half a minute, and no others', async () => {
    const watch = watchTimeouts();
    const ended: string[] = [];
    const end = (name: string) => () => ended.push(name);
    const cleared = setTimeout(end('cleared'), 10_000);
    const long = setTimeout(end('long'), 60_000);
    try {
      setTimeout(end('short'), 5000);
      importedBefore(end('by name'), 30_000);
      clearTimeout(cleared);
      await watch.passHalfAMinute();
      await watch.passHalfAMinute();
      assert.deepEqual(ended, ['short', 'by name']);
    } finally {
      clearTimeout(long);
      watch.stop();
    }
  });

  test('ends signals with a timeout as they end themselves', async () => {
    const watch = watchTimeouts();
    try {
      const short = AbortSignal.timeout(20_000);
      const long = AbortSignal.timeout(40_000);
      await watch.passHalfAMinute();
      assert.equal((short.reason as Error).name, 'TimeoutError');
      assert.equal(long.aborted, false);
    } finally {
      watch.stop();
    }
  });

  test('ends a request with a timeout of undici, and no other', async () => {
    const arrived = Promise.withResolvers<undefined>();
    let arrivals = 0;
    const server = await startScriptedServer(() => {
      if (++arrivals === 2) arrived.resolve(undefined);
    });
    // Node's own undici is now the one that requests use by default.
    await fetch(server.url, { signal: AbortSignal.abort() }).catch(() => {});
    const watch = watchTimeouts();
    const leaving = new AbortController();
    const ask = (headersTimeout: number) =>
      request(server.url, { headersTimeout, signal: leaving.signal }).then(
        () => 'answered',
        (error: unknown) => (error as Error).name,
      );
    try {
      const [short, long] = [ask(3000), ask(300_000)];
      await arrived.promise;
      await watch.passHalfAMinute();
      assert.equal(await short, 'HeadersTimeoutError');
      leaving.abort();
      assert.equal(await long, 'AbortError');
    } finally {
      watch.stop();
      await server.close();
    }
  });

  test('leaves everything as it was', () => {
    const before = [setTimeout, clearTimeout, timeoutOf()];
    watchTimeouts().stop();
    assert.deepEqual([setTimeout, clearTimeout, timeoutOf()], before);
  });
});

function timeoutOf(): unknown {
  return Object.getOwnPropertyDescriptor(AbortSignal, 'timeout')?.value;
}
