import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Agent, request } from 'undici';
import { systemClock, type Clock } from '../clock.ts';
import { startTestLab, type TestLab } from '../fixture.ts';
import { dealtFaults, faults } from './faults.ts';

const repeats = 40;
const floodedSites = ['faults', 'pokemon', 'conference'] as const;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The machine's clock, which also knows how many calls are still to come. */
function createCountingClock(): Clock & { readonly calls: number } {
  const calls = new Set<object>();
  return {
    get calls() {
      return calls.size;
    },
    now: () => systemClock.now(),
    originEpochMs: systemClock.originEpochMs,
    callAt(dueMs, callback) {
      const call = {};
      calls.add(call);
      const cancel = systemClock.callAt(dueMs, () => {
        calls.delete(call);
        callback();
      });
      return () => {
        calls.delete(call);
        cancel();
      };
    },
  };
}

/** Every fault at its own address, and those that can be at other sites too. */
function addressesOf(lab: TestLab): string[] {
  const { broken } = lab.servers.description;
  const pages = [
    `${lab.origin('pokemon')}/api/v2/pokemon/151`,
    `${lab.origin('conference')}/`,
  ];
  return [
    ...faults
      .filter(({ name }) => name !== 'unknown-host')
      .map(({ origin, path }) => {
        return (origin ? broken[origin] : lab.origin('faults')) + path;
      }),
    ...pages.flatMap((page) =>
      dealtFaults.map(({ name }) => `${page}?fault=${name}`),
    ),
  ];
}

async function visit(
  url: string,
  dispatcher: Agent,
  signal: AbortSignal | null,
) {
  try {
    const { body } = await request(url, { dispatcher, signal });
    await body.dump();
  } catch {
    // Another test covers what the client sees.
  }
}

/** Each address forty times, all at once; hanging ones are given up. */
async function flood(lab: TestLab): Promise<number> {
  const agent = new Agent({ connectTimeout: 0 });
  const givingUp = new AbortController();
  const { signal } = givingUp;
  const urls = Array.from({ length: repeats }, () => addressesOf(lab)).flat();
  const isHanging = (url: string) => /[/=]hang(?!-up)/.test(url);
  const hanging = urls
    .filter(isHanging)
    .map((url) => visit(url, agent, signal));
  const others = urls.filter((url) => !isHanging(url));
  await Promise.all(others.map((url) => visit(url, agent, null)));
  for (const name of floodedSites) {
    await lab.seen(name, ({ inFlight }) => inFlight === 2 * repeats);
  }
  givingUp.abort();
  await Promise.all(hanging);
  await agent.destroy();
  return urls.length;
}

async function assertNothingOpen(lab: TestLab, clock: { calls: number }) {
  for (const name of floodedSites) {
    await lab.seen(name, ({ connectionsOpen }) => connectionsOpen === 0);
    const stats = await lab.seen(name, ({ inFlight }) => inFlight === 0);
    assert.ok(stats.requests > 0, name);
  }
  assert.equal(clock.calls, 0, 'timers');
}

/** Bytes in use after garbage collection. */
async function bytesInUse(): Promise<number> {
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed;
}

suite('a lab under all faults at once', { timeout: 120_000 }, () => {
  test('still answers, and leaves no socket, timer or memory in use', async () => {
    const clock = createCountingClock();
    await using lab = await startTestLab({ scale: 0.01 }, clock);
    const bytes: number[] = [];
    for (let round = 0; round < 3; round++) {
      const visits = await flood(lab);
      assert.ok(visits > 3000, `${visits}`);
      await assertNothingOpen(lab, clock);
      lab.servers.reset();
      bytes.push(await bytesInUse());
    }
    // The first round fills caches and compiles; those after it add nothing.
    const [, second = 0, third = 0] = bytes;
    assert.ok(third - second < 2_000_000, bytes.join(' '));

    for (const name of ['faults', 'pokemon', 'conference', 'years'] as const) {
      const path = name === 'pokemon' ? '/api/v2/pokemon/1' : '/';
      const url = lab.origin(name) + path;
      const { statusCode, body } = await request(url, {
        dispatcher: lab.agent,
      });
      await body.dump();
      assert.equal(statusCode, 200, name);
    }
  });
});
