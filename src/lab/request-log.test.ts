import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { request } from 'undici';
import { startHeldLab, startTestLab } from './fixture.ts';
import { abandon, createRequestLog } from './request-log.ts';

const connection = { clientPort: 40_001, acceptedMs: 0, turnMs: 0, openMs: 5 };
const other = { ...connection, clientPort: 40_002 };

suite('a log of requests', () => {
  test('gives those that arrived since a time, by connection, in order', () => {
    const log = createRequestLog();
    log.arrived(connection, 'GET', '/1', 10);
    log.arrived(other, 'GET', '/2', 20);
    log.arrived(connection, 'PUT', '/3', 30);
    const { connections, forgottenUntilMs } = log.since(20);
    assert.equal(forgottenUntilMs, null);
    assert.deepEqual(
      connections.map(({ clientPort, requests }) => [
        clientPort,
        ...requests.map(({ path }) => path),
      ]),
      [
        [40_002, '/2'],
        [40_001, '/3'],
      ],
    );
  });

  test('forgets the oldest, and says until when', () => {
    const kept = 10;
    const log = createRequestLog(kept);
    for (let ms = 0; ms < 1_000; ms += 1) {
      log.arrived(connection, 'GET', `/${ms}`, ms);
      const { connections, forgottenUntilMs } = log.since(-Infinity);
      const paths = connections[0]?.requests.map(({ path }) => path) ?? [];
      const first = forgottenUntilMs === null ? 0 : forgottenUntilMs + 1;
      assert.ok(paths.length >= Math.min(kept, ms + 1));
      assert.ok(paths.length <= 2 * kept);
      assert.equal(paths[0], `/${first}`);
      assert.equal(paths.at(-1), `/${ms}`);
    }
  });

  test('keeps the start of a path that is very long', () => {
    const log = createRequestLog();
    const { path } = log.arrived(connection, 'GET', `/${'x'.repeat(9_000)}`, 0);
    assert.ok(path.length <= 200);
  });

  test('knows of no turn for a client that left before', () => {
    const log = createRequestLog();
    const [early, late] = [1, 2].map(() =>
      log.arrived(connection, 'GET', '/', 0),
    );
    assert.ok(early && late);
    early.turnMs = late.turnMs = 50;
    abandon(early, 49);
    abandon(late, 51);
    assert.deepEqual([early.turnMs, late.turnMs], [null, 50]);
  });
});

const model = {
  connect: { parallelMs: 100, serialMs: 10 },
  request: { parallelMs: 50, serialMs: 5 },
};

suite('the log of a site', () => {
  test('has the turns that the model gives', async () => {
    await using lab = await startHeldLab({ models: { pokemon: model } });
    const url = `${lab.origin('pokemon')}/api/v2/pokemon/1`;
    const answers = Promise.all(
      [1, 2].map(async () => {
        const { body } = await request(url, { dispatcher: lab.agent });
        return body.dump();
      }),
    );
    await lab.seen('pokemon', ({ inFlight }) => inFlight === 2);
    lab.clock.advance(1_000);
    await answers;
    const port = Number(new URL(url).port);
    const question = { ports: [port], sinceEpochMs: 0 };
    const [site, ...rest] = await lab.servers.requests(question);
    assert.equal(rest.length, 0);
    assert.deepEqual([site?.port, site?.originEpochMs], [port, 0]);
    const seen = site?.connections.map(({ opening, requests }) => {
      const { turnMs, openMs } = opening;
      const [first] = requests;
      return [turnMs, openMs, first?.turnMs, first?.answeredMs, first?.endedMs];
    });
    assert.deepEqual(seen, [
      [0, 110, 110, 165, 165],
      [10, 120, 120, 175, 175],
    ]);
  });

  test('stays when counts are reset, as a recording may be under way', async () => {
    await using lab = await startTestLab();
    const url = `${lab.origin('pokemon')}/api/v2/pokemon/1`;
    const { body } = await request(url, { dispatcher: lab.agent });
    await body.dump();
    lab.servers.reset();
    const ports = [Number(new URL(url).port)];
    const [site] = await lab.servers.requests({ ports, sinceEpochMs: 0 });
    assert.equal(site?.connections[0]?.requests.length, 1);
  });

  test('is asked for over HTTP too', async () => {
    await using lab = await startTestLab();
    const url = `${lab.origin('pokemon')}/api/v2/pokemon/1?a=%20b`;
    const { body } = await request(url, { dispatcher: lab.agent });
    await body.dump();
    const ask = async (query: string) => {
      const answer = await request(`${lab.servers.url}/requests${query}`);
      return (await answer.body.json()) as {
        nowEpochMs: number;
        sites: { connections: { requests: { path: string }[] }[] }[];
      };
    };
    const { port } = new URL(url);
    const { nowEpochMs, sites } = await ask(`?ports=1,${port}&forMs=60000`);
    assert.ok(Math.abs(nowEpochMs - Date.now()) < 60_000);
    assert.deepEqual(
      sites.map(({ connections }) => connections[0]?.requests[0]?.path),
      ['/api/v2/pokemon/1?a=%20b'],
    );
    assert.deepEqual((await ask('')).sites, []);
    const none = await ask(`?ports=${port}&forMs=-60000`);
    assert.deepEqual(none.sites[0]?.connections, []);
    const odd = await ask(`?ports=${port},x&forMs=soon`);
    assert.deepEqual(odd.sites[0]?.connections, []);
  });
});
