import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, suite, test } from 'node:test';
import { Agent, request, type Dispatcher } from 'undici';
import { createHeldClock, type Clock } from './clock.ts';
import { bodyLimitBytes } from './limits.ts';
import { startServers, type Servers } from './servers.ts';
import { siteNames } from './sites/names.ts';
import type { SiteStats } from './witness.ts';

const options = {
  scale: 1,
  seed: 1,
  jitter: 0,
  host: '127.0.0.1',
  port: 0,
  models: {},
  siteNames,
};

/** The Pokémon site's model, in whole: 11.8 + 128.2 and 2 + 51. */
const connectMs = 140;
const requestMs = 53;

const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function createAgent(agentOptions?: Agent.Options): Agent {
  const agent = new Agent(agentOptions);
  open.push({ close: () => agent.destroy() });
  return agent;
}

/** A lab in this thread, whose time passes only as the test says. */
async function startHeld() {
  const clock = createHeldClock();
  const servers = await startServers(options, clock);
  open.push(servers);
  const { pokemon = '' } = servers.description.sites;
  return { clock, servers, pokemon, url: `${pokemon}/api/v2/pokemon` };
}

/** The same, where each timer fires late. */
async function startLate(lateMs: number) {
  const held = createHeldClock();
  const clock: Clock = {
    now: () => held.now(),
    originEpochMs: 0,
    callAt: (dueMs, callback) => held.callAt(dueMs + lateMs, callback),
  };
  const servers = await startServers(options, clock);
  open.push(servers);
  const { pokemon = '' } = servers.description.sites;
  return { clock: held, servers, url: `${pokemon}/api/v2/pokemon` };
}

async function statsOf(servers: Servers): Promise<SiteStats> {
  const { pokemon } = await servers.stats();
  assert.ok(pokemon);
  return pokemon;
}

/** Waits until the server has seen what the test is waiting for. */
async function seen(
  servers: Servers,
  isSeen: (stats: SiteStats) => boolean,
): Promise<SiteStats> {
  for (;;) {
    const stats = await statsOf(servers);
    if (isSeen(stats)) return stats;
  }
}

async function get(url: string, dispatcher: Dispatcher) {
  const { statusCode, headers, body } = await request(url, { dispatcher });
  return { statusCode, headers, text: await body.text() };
}

suite('a site’s server', { timeout: 60_000 }, () => {
  test('answers when connection and request are due, and not before', async () => {
    const { clock, servers, url } = await startHeld();
    const answer = get(`${url}/151`, createAgent());
    await seen(servers, ({ inFlight }) => inFlight === 1);
    clock.advance(connectMs + requestMs - 0.1);
    assert.equal((await statsOf(servers)).inFlight, 1);
    clock.advance(0.2);
    const { statusCode, headers } = await answer;
    assert.equal(statusCode, 200);
    assert.match(
      String(headers['server-timing']),
      /^connect;dur=140\.0, request;dur=53\.\d$/,
    );
    assert.equal(headers['keep-alive'], 'timeout=600');
  });

  test('charges for a connection once, and counts its reuse', async () => {
    const { clock, servers, url } = await startHeld();
    const agent = createAgent({ connections: 1 });
    const timings: unknown[] = [];
    for (const [index, waitMs] of [200, 60, 60].entries()) {
      const answer = get(`${url}/${index + 1}`, agent);
      await seen(servers, ({ inFlight }) => inFlight === 1);
      clock.advance(waitMs);
      timings.push((await answer).headers['server-timing']);
    }
    assert.match(String(timings[0]), /^connect;/);
    assert.match(String(timings[1]), /^request;/);
    const stats = await statsOf(servers);
    assert.equal(stats.connectionsOpened, 1);
    assert.equal(stats.requests, 3);
    assert.equal(stats.requestsOnReusedConnections, 2);
  });

  test('is late by the same after many requests as after one', async () => {
    const lateMs = 3;
    const { clock, servers, url } = await startLate(lateMs);
    const agent = createAgent({ connections: 1 });
    for (let count = 1; count <= 10; count++) {
      const answer = get(`${url}/${count}`, agent);
      await seen(servers, ({ inFlight }) => inFlight === 1);
      const dueMs = connectMs + count * requestMs;
      clock.advance(dueMs + lateMs - 0.1 - clock.now());
      assert.equal((await statsOf(servers)).inFlight, 1, `${count}`);
      clock.advance(0.1);
      assert.equal((await statsOf(servers)).inFlight, 0, `${count}`);
      await answer;
    }
  });

  test('does not make up for a machine that stood still, nor for an idle client', async () => {
    for (const [lateMs, firstMs, idleMs, earlierMs] of [
      // So late with the opening that the request is due by then.
      [500, connectMs, 0, 5],
      [3, connectMs + requestMs, 100, 0],
    ] as const) {
      const { clock, servers, url } = await startLate(lateMs);
      const agent = createAgent({ connections: 1 });
      for (const waitMs of [firstMs, requestMs - earlierMs]) {
        const answer = get(`${url}/1`, agent);
        await seen(servers, ({ inFlight }) => inFlight === 1);
        clock.advance(waitMs + lateMs - 0.1);
        assert.equal((await statsOf(servers)).inFlight, 1);
        clock.advance(0.1);
        assert.equal((await statsOf(servers)).inFlight, 0);
        await answer;
        clock.advance(idleMs);
      }
    }
  });

  test('sees requests in their order and how many wait at once', async () => {
    const { clock, servers, url } = await startHeld();
    const agent = createAgent();
    const answers: ReturnType<typeof get>[] = [];
    for (let id = 1; id <= 10; id++) {
      answers.push(get(`${url}/${id}?n=${id}`, agent));
      await seen(servers, ({ requests }) => requests === id);
    }
    clock.advance(1000);
    const bodies = await Promise.all(answers);
    const stats = await statsOf(servers);
    assert.equal(stats.peakInFlight, 10);
    assert.equal(stats.inFlight, 0);
    assert.deepEqual(
      stats.arrivals,
      bodies.map((_, index) => `/api/v2/pokemon/${index + 1}?n=${index + 1}`),
    );
    const allTen = Array.from(bodies, () => 10);
    assert.deepEqual(
      stats.answers.map(({ arrivedByThen }) => arrivedByThen),
      allTen,
    );
    assert.ok(
      stats.answers.every(
        ({ arrivedMs, answeredMs }) => arrivedMs < (answeredMs ?? 0),
      ),
    );
    const bytes = bodies.map(({ text }) => Buffer.byteLength(text));
    assert.equal(
      stats.bytesSent,
      bytes.reduce((sum, count) => sum + count),
    );
  });

  test('has counted a request by the time its answer arrives', async () => {
    const { clock, servers, url } = await startHeld();
    const agent = createAgent({ connections: 1 });
    for (let id = 1; id <= 20; id++) {
      const answer = get(`${url}/${id}`, agent);
      await seen(servers, ({ requests }) => requests === id);
      clock.advance(200);
      await answer;
      assert.equal((await statsOf(servers)).inFlight, 0);
    }
  });

  for (const [when, passedMs] of [
    ['its connection opens', 0],
    ['its answer is held back', connectMs + 10],
  ] as const) {
    test(`counts a client that goes away while ${when}`, async () => {
      const { clock, servers, url } = await startHeld();
      const agent = createAgent();
      const abort = new AbortController();
      const { signal } = abort;
      const answer = request(`${url}/1`, { dispatcher: agent, signal });
      await seen(servers, ({ inFlight }) => inFlight === 1);
      clock.advance(passedMs);
      abort.abort();
      await assert.rejects(answer, { name: 'AbortError' });
      const stats = await seen(servers, ({ aborted }) => aborted === 1);
      assert.equal(stats.inFlight, 0);
      assert.equal(stats.connectionsOpen, 0);
      clock.advance(1000);
      assert.equal((await statsOf(servers)).bytesSent, 0);
    });
  }

  test('counts from zero after a reset, but keeps what is open', async () => {
    const { clock, servers, url } = await startHeld();
    const agent = createAgent();
    const answer = get(`${url}/1`, agent);
    await seen(servers, ({ inFlight }) => inFlight === 1);
    servers.reset();
    assert.deepEqual(await statsOf(servers), {
      connectionsOpened: 0,
      connectionsOpen: 1,
      requests: 0,
      requestsOnReusedConnections: 0,
      inFlight: 1,
      peakInFlight: 1,
      aborted: 0,
      bytesSent: 0,
      faults: {},
      arrivals: [],
      answers: [],
    });
    clock.advance(200);
    await answer;
    const { inFlight, answers } = await statsOf(servers);
    assert.equal(inFlight, 0);
    assert.deepEqual(answers, []);
  });

  test('writes links with the host that the client used', async () => {
    const { clock, servers, url } = await startHeld();
    const answer = request(`${url}?limit=1`, {
      dispatcher: createAgent(),
      headers: { host: 'pokemon.example:1234' },
    });
    await seen(servers, ({ inFlight }) => inFlight === 1);
    clock.advance(1000);
    const body = await (await answer).body.text();
    assert.match(body, /"url":"http:\/\/pokemon\.example:1234\/api\/v2/);
  });

  test('refuses an endless body while it delays the request', async () => {
    const { servers, url } = await startHeld();
    const { statusCode, body } = await request(`${url}/1`, {
      method: 'POST',
      body: Readable.from(chunksBeyondTheLimit()),
      dispatcher: createAgent(),
    });
    assert.equal(statusCode, 413);
    await body.dump();
    const { inFlight, aborted } = await statsOf(servers);
    assert.deepEqual({ inFlight, aborted }, { inFlight: 0, aborted: 0 });
  });
});

async function* chunksBeyondTheLimit() {
  for (let sent = 0; sent <= bodyLimitBytes; sent += 16_384) {
    yield await Promise.resolve(Buffer.alloc(16_384));
  }
}

suite('counts that are asked for at once', { timeout: 60_000 }, () => {
  test('include what a client sent and called off before', async () => {
    const { servers, pokemon } = await startHeld();
    const { hostname, port } = new URL(pokemon);
    const sockets = Array.from({ length: 20 }, () =>
      connect(Number(port), hostname),
    );
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets) {
      socket.write(
        `GET /api/v2/pokemon/1 HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`,
      );
      socket.destroy();
    }
    const { requests, inFlight, aborted, connectionsOpen } =
      await statsOf(servers);
    assert.deepEqual(
      { requests, inFlight, aborted, connectionsOpen },
      { requests: 20, inFlight: 0, aborted: 20, connectionsOpen: 0 },
    );
  });
});
