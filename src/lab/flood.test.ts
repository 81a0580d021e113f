import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { Agent, request } from 'undici';
import { createHeldClock } from './clock.ts';
import { startServers } from './servers.ts';

const count = 5000;

/** How many files this process may have open; Node takes all it can get. */
function openFilesLimit(): number {
  if (process.platform === 'win32') return Infinity;
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' });
  return limit.trim() === 'unlimited' ? Infinity : Number(limit);
}

const isTooLow = openFilesLimit() < 2 * count + 200;

test(
  'a lab holds 5,000 requests at once and answers each',
  {
    timeout: 120_000,
    skip: isTooLow && 'this machine allows too few open files for both ends',
  },
  async () => {
    const clock = createHeldClock();
    const servers = await startServers(
      {
        scale: 1,
        seed: 1,
        jitter: 0,
        host: '127.0.0.1',
        port: 0,
        models: {},
        siteNames: ['pokemon'],
      },
      clock,
    );
    const agent = new Agent({ headersTimeout: 0, connectTimeout: 0 });
    const url = `${servers.description.sites.pokemon ?? ''}/api/v2/pokemon/151`;
    const answers = Array.from({ length: count }, async () => {
      const { statusCode, body } = await request(url, { dispatcher: agent });
      await body.dump();
      return statusCode;
    });
    while ((await servers.stats()).pokemon?.inFlight !== count);
    // By then the last of them is due: 5,000 times 11.8 + 2 ms, and the rest.
    clock.advance(count * 13.8 + 200);
    const statuses = await Promise.all(answers);
    assert.ok(statuses.every((status) => status === 200));
    const { pokemon } = await servers.stats();
    assert.equal(pokemon?.peakInFlight, count);
    assert.equal(pokemon.inFlight, 0);
    await agent.destroy();
    await servers.close();
  },
);
