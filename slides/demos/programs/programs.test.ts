import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLab, withAgent, type Lab } from 'async-lab';
import { request } from 'undici';
import { fetchAll as blocking } from '../ladder/blocking.ts';
import { fetchAll as bounded } from '../ladder/bounded.ts';
import { fetchAll as pooled } from '../ladder/pooled.ts';
import { fetchAll as sequential } from '../ladder/sequential.ts';
import { fetchAll as unbounded } from '../ladder/unbounded.ts';
import { listen } from './channels.ts';
import { createCounters } from './counters.ts';
import { withHeaders } from './named.ts';
import { fetchAll as scopedAgent } from './scope.ts';
import { parseRows, readAsItComes, readWhole } from './rows.ts';
import { createApp } from './server.ts';
import { backOffMs, retry, settleAll } from './settle.ts';
import { countInPieces, countTalks } from './talks.ts';
import { abandon, allOrNone, fetchTogether, inTime } from './together.ts';
import { createScales } from './total.ts';

const ids = Array.from({ length: 30 }, (_, index) => index + 1);

suite('what slides show has run', () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ scale: 0.01 });
  });
  after(() => lab.close());

  async function pokemonSeen() {
    const { pokemon } = await lab.stats();
    assert.ok(pokemon);
    return pokemon;
  }

  const ladder = [
    { name: 'blocking', fetchAll: blocking, connections: 30, most: 1 },
    { name: 'sequential', fetchAll: sequential, connections: 30, most: 1 },
    { name: 'pooled', fetchAll: pooled, connections: 1, most: 1 },
    { name: 'scoped', fetchAll: scopedAgent, connections: 1, most: 1 },
    { name: 'unbounded', fetchAll: unbounded, connections: 30, most: 30 },
    { name: 'bounded', fetchAll: bounded, connections: 20, most: 20 },
  ];

  for (const { name, fetchAll, connections, most } of ladder) {
    test(`${name} opens ${connections} connections for 30 Pokémon`, async () => {
      await lab.reset();
      const names = await fetchAll(ids, lab.pokemon);
      const { requests, connectionsOpened, peakInFlight } = await pokemonSeen();
      assert.deepEqual([names[0], names.length], ['bulbasaur', 30]);
      assert.deepEqual([requests, connectionsOpened], [30, connections]);
      assert.ok(peakInFlight <= most);
    });
  }

  test('counters in turn count in turn, and together together', async () => {
    const { inTurn, together } = createCounters(1);
    assert.equal(await inTurn(), 'A A A A B B B B C C C C');
    assert.equal(await together(), 'A B C A B C A B C A B C');
  });

  test('settled, each has a value or a reason', async () => {
    const half = (item: number) =>
      item % 2 ? Promise.reject(new Error('odd')) : Promise.resolve(item / 2);
    assert.deepEqual(await settleAll([1, 2], half), [
      { item: 1, reason: 'Error: odd' },
      { item: 2, value: 1 },
    ]);
  });

  test('a retry tries five times, or once where it would not help', async () => {
    const attempts = { worth: 0, not: 0 };
    const fail = (which: keyof typeof attempts) => () => {
      attempts[which] += 1;
      return Promise.reject(new Error(which));
    };
    const waitMs = () => 0;
    const isWorthRetrying = (error: unknown) => String(error).includes('worth');
    const options = { isWorthRetrying, waitMs };
    await assert.rejects(retry(fail('worth'), options), /worth/);
    await assert.rejects(retry(fail('not'), options), /not/);
    assert.deepEqual(attempts, { worth: 5, not: 1 });
    assert.ok(backOffMs(1) <= 100 && backOffMs(20) <= 10_000);
  });

  const missing = ['missingno', '1', '2', '3'];
  const groups = [
    { name: 'by hand', fetchTexts: allOrNone },
    { name: 'in a group', fetchTexts: fetchTogether },
    { name: 'abandoned', fetchTexts: abandon },
  ];

  for (const { name, fetchTexts } of groups) {
    test(`${name}, the first failure is thrown`, async () => {
      const urls = missing.map((id) => `${lab.pokemon}/api/v2/pokemon/${id}`);
      await withAgent({}, async (agent) => {
        await assert.rejects(fetchTexts(urls, agent), /404 for .*missingno/);
        const outcomes = await inTime(urls, agent, 60_000);
        assert.equal(outcomes.filter((one) => 'value' in one).length, 3);
      });
    });
  }

  test('bodies are read whole and as they come, rows across chunks', async () => {
    const url = `${lab.streams}/download?bytes=300000`;
    const rows = `${lab.streams}/rows?count=2000&everyMs=0`;
    await withAgent({}, async (agent) => {
      assert.equal(await readWhole(url, agent), 300_000);
      assert.equal(await readAsItComes(url, agent), 300_000);
      const { body } = await request(rows, { dispatcher: agent });
      assert.equal((await Array.fromAsync(parseRows(body))).length, 2000);
    });
  });

  test('a total loses what is written after an await', async () => {
    const weigh = () => sleep(1).then(() => 1);
    const scales = createScales(weigh);
    const { total } = scales;
    const ways = {
      addWeight: 1,
      addInSteps: 1,
      addAtOnce: 20,
      addAlone: 20,
    } as const;
    for (const [way, weight] of Object.entries(ways)) {
      total.weight = 0;
      const add = scales[way as keyof typeof ways];
      await Promise.all(Array.from({ length: 20 }, (_, id) => add(id)));
      assert.equal(total.weight, weight, way);
    }
  });

  test('talks are counted at once and in pieces', async () => {
    const html = '<time>1990</time><time>1990</time><time>1991</time>';
    const counts = { 1990: 2, 1991: 1 };
    assert.deepEqual(countTalks(html), counts);
    assert.equal(await countInPieces([html, html]), 6);
  });

  test('a header goes along with every request', async () => {
    await withAgent({}, async (agent) => {
      const dispatcher = agent.compose(withHeaders({ 'x-name': 'mew' }));
      const { body } = await request(`${lab.echo}/`, { dispatcher });
      assert.match(await body.text(), /"x-name":\s*"mew"/);
    });
  });

  test('a server that is asked to stop answers the requests that it has', async () => {
    const app = createApp(50);
    const arrived = Promise.withResolvers<undefined>();
    app.addHook('onRequest', (_request, _reply, done) => {
      arrived.resolve(undefined);
      done();
    });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    await withAgent({}, async (agent) => {
      const answer = request(`${address}/talk`, { dispatcher: agent });
      await arrived.promise;
      await Promise.all([app.close(), answer]);
      const { statusCode, headers, body } = await answer;
      await body.dump();
      assert.deepEqual([statusCode, headers['connection']], [200, 'close']);
    });
  });

  test('four steps of a request are announced', async () => {
    const heard = await listen(() =>
      withAgent({}, async (agent) => {
        const url = `${lab.pokemon}/api/v2/pokemon/151`;
        await (await request(url, { dispatcher: agent })).body.dump();
      }),
    );
    const steps = heard.map(({ step }) => step);
    assert.deepEqual(steps, [
      'request:create',
      'client:sendHeaders',
      'request:headers',
      'request:trailers',
    ]);
  });
});
