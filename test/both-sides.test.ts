import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { Agent, Client, fetch as undiciFetch, request } from 'undici';
import { blockingRequest } from '../src/client/blocking-request.ts';
import { startTestLab } from '../src/lab/fixture.ts';
import { startLab, startUnsharedLab, type Lab } from '../src/lab/lab.ts';
import { withServerSide } from '../src/trace/record/ask-servers.ts';
import { createRecorder } from '../src/trace/record/record.ts';
import type { RequestTrace, Trace } from '../src/trace/trace.ts';

/** Long enough for a queue, short enough for a test. */
const scale = 0.05;
const timeout = 60_000;
const mews = '/api/v2/pokemon/151';

let lab: Lab;

before(async () => {
  lab = await startUnsharedLab({ scale });
});

after(() => lab.close());

/** Records work, and then asks the servers. */
async function bothSidesOf(work: () => Promise<unknown>): Promise<Trace> {
  const recorder = createRecorder();
  await recorder.run(work);
  return withServerSide(recorder.stop());
}

async function get(url: string, dispatcher: Agent | Client): Promise<void> {
  const { body } = await request(url, { dispatcher });
  await body.dump();
}

/** Asks for Pokémon all at once, over an agent that is closed afterwards. */
async function getMany(
  count: number,
  options: Agent.Options,
  site = lab.pokemon,
): Promise<void> {
  const agent = new Agent(options);
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  await Promise.all(
    ids.map((id) => get(`${site}/api/v2/pokemon/${id}`, agent)),
  );
  await agent.close();
}

/** Fails unless every request has both sides, and all of it in order. */
function assertInOrder(trace: Trace): void {
  assert.ok(trace.requests.length > 0);
  for (const { server, ...client } of trace.requests) {
    assert.ok(server, `${client.url} has no server's side`);
    assertAscending([
      client.queuedMs,
      client.sentMs,
      server.arrivedMs,
      server.turnMs,
      server.answeredMs,
      client.headersMs,
      client.endMs,
      trace.durationMs,
    ]);
    assertAscending([server.answeredMs, server.endedMs]);
    assert.equal(server.abandonedMs, null);
  }
  for (const connection of trace.connections) {
    assertArrivedAsSent(trace, connection.requestIds);
    const { server, openingMs } = connection;
    if (!server) continue;
    const { acceptedMs, turnMs, openMs } = server;
    assertAscending([openingMs, acceptedMs, turnMs, openMs]);
  }
}

function assertAscending(times: readonly (number | null)[]): void {
  const sorted = times.toSorted((a, b) => Number(a) - Number(b));
  assert.ok(!times.includes(null), times.join(' '));
  assert.deepEqual(times, sorted);
}

function assertArrivedAsSent(trace: Trace, ids: readonly number[]): void {
  const carried = trace.requests.filter(({ id }) => ids.includes(id));
  const inOrder = (at: (each: RequestTrace) => number | null | undefined) =>
    carried
      .toSorted((a, b) => Number(at(a)) - Number(at(b)))
      .map(({ id }) => id);
  assert.deepEqual(
    inOrder(({ server }) => server?.arrivedMs),
    inOrder(({ sentMs }) => sentMs),
  );
}

suite('both sides of the wire are in order', { timeout }, () => {
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    'with a connection for each': () => getMany(20, {}),
    'with a new connection each time': () => getMany(5, { pipelining: 0 }),
    'over connections that are used again': () =>
      getMany(60, { connections: 4 }),
    'for requests that are pipelined': () =>
      getMany(40, { connections: 1, pipelining: 10 }),
    'over HTTPS': () =>
      getMany(10, secure({ allowH2: false, connections: 3 }), lab.https),
    'over HTTP/2, many streams at once': () =>
      getMany(40, secure({ allowH2: true }), lab.http2),
    'for fetch': async () => {
      await Promise.all(
        [1, 2].map(async (id) =>
          (await undiciFetch(`${lab.pokemon}/api/v2/pokemon/${id}`)).text(),
        ),
      );
    },
    'for requests that block': () => {
      for (let count = 0; count < 3; count++) {
        blockingRequest(lab.pokemon + mews);
      }
      return Promise.resolve();
    },
  };

  function secure(options: Agent.Options): Agent.Options {
    return { ...options, connect: { ca: lab.certificate } };
  }

  for (const [name, work] of Object.entries(ways)) {
    test(name, async () => {
      assertInOrder(await bothSidesOf(work));
    });
  }

  test('and say how the server opened each connection', async () => {
    const trace = await bothSidesOf(() => getMany(10, {}));
    const turns = trace.connections.map(({ server }) => server?.turnMs);
    assert.ok(turns.every((turn) => turn !== undefined));
    // The queue is served one at a time: that is what the wait is made of.
    const { serialMs = 0 } = lab.models.pokemon?.connect ?? {};
    const sorted = turns.toSorted((a, b) => a - b);
    for (const [index, turn] of sorted.slice(1).entries()) {
      assert.ok(turn - (sorted[index] ?? 0) > serialMs * scale - 1e-6);
    }
  });
});

suite('a connection that others use too', { timeout }, () => {
  test('gives each recording its own requests, to the same address', async () => {
    const agent = new Agent({ connections: 1 });
    const url = lab.pokemon + mews;
    for (let count = 0; count < 3; count++) await get(url, agent);
    const first = await bothSidesOf(() => get(url, agent));
    await get(url, agent);
    const second = await bothSidesOf(() => get(url, agent));
    await agent.close();
    for (const trace of [first, second]) {
      assertInOrder(trace);
      assert.equal(trace.connections[0]?.server, undefined);
    }
  });

  test('may carry other requests at the same time', async () => {
    const agent = new Agent({ connections: 1, pipelining: 10 });
    const others = Array.from({ length: 10 }, (_, index) =>
      get(`${lab.pokemon}/api/v2/pokemon/${index + 1}`, agent),
    );
    const trace = await bothSidesOf(() => get(lab.pokemon + mews, agent));
    await Promise.all(others);
    await agent.close();
    assertInOrder(trace);
  });
});

suite('a request that is called off', { timeout }, () => {
  const slow = { parallelMs: 0, serialMs: 600_000 };

  test('leaves the queue before its turn, and the server sees it', async () => {
    const pokemon = { connect: { parallelMs: 0, serialMs: 0 }, request: slow };
    await using slowLab = await startUnsharedLab({ models: { pokemon } });
    const trace = await bothSidesOf(() => callOffTwo(slowLab));
    const [first, second] = trace.requests;
    for (const { server, sentMs } of trace.requests) {
      assert.ok(server);
      assertAscending([sentMs, server.arrivedMs, server.abandonedMs]);
      assert.deepEqual([server.answeredMs, server.endedMs], [null, null]);
    }
    assert.notEqual(first?.server?.turnMs, null);
    assert.equal(second?.server?.turnMs, null);
  });

  /** The second one is called off while the server works on the first. */
  async function callOffTwo(slowLab: Lab): Promise<void> {
    const enough = new AbortController();
    const { signal } = enough;
    const agent = new Agent();
    const calledOff = [1, 2].map(async (id) => {
      const url = `${slowLab.pokemon}/api/v2/pokemon/${id}`;
      const options = { dispatcher: agent, signal };
      await assert.rejects(request(url, options), { name: 'AbortError' });
    });
    while ((await slowLab.stats()).pokemon?.inFlight !== 2);
    enough.abort();
    await Promise.all(calledOff);
    while ((await slowLab.stats()).pokemon?.inFlight !== 0);
    await agent.close();
  }

  test('and one that nobody waits for any more is still being worked on', async () => {
    const agent = new Agent();
    const left: Promise<void>[] = [];
    const trace = await bothSidesOf(async () => {
      left.push(get(lab.conference, agent));
      while ((await lab.stats()).conference?.inFlight !== 1);
    });
    await Promise.all(left);
    await agent.close();
    const [abandoned] = trace.requests;
    const { arrivedMs, answeredMs, endedMs, abandonedMs } =
      abandoned?.server ?? {};
    assert.ok(arrivedMs !== undefined);
    assert.equal(abandoned?.endMs, null);
    assert.deepEqual([answeredMs, endedMs, abandonedMs], [null, null, null]);
  });
});

test('a slow reader holds its server up, and that is seen', async () => {
  const agent = new Agent();
  const trace = await bothSidesOf(async () => {
    const url = `${lab.streams}/download?bytes=50000000`;
    const { body } = await request(url, { dispatcher: agent });
    while (!(await isHeldUp()));
    await body.arrayBuffer();
  });
  await agent.close();
  const { arrivedMs, endedMs, pauses } = trace.requests[0]?.server ?? {};
  assert.ok(pauses && pauses.length > 0);
  for (const { fromMs, toMs } of pauses) {
    assertAscending([arrivedMs ?? null, fromMs, toMs, endedMs ?? null]);
    assert.ok((toMs ?? 0) - fromMs >= 10);
  }

  /**
   * True once the server sends nothing any more, though its loop turns: it does
   * several times for each answer here.
   */
  async function isHeldUp(): Promise<boolean> {
    const sent = async () => (await lab.stats()).streams?.bytesSent ?? 0;
    const before = await sent();
    for (let count = 0; count < 5; count++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if ((await sent()) !== before) return false;
    }
    return before > 0;
  }
});

suite('which servers are asked', { timeout }, () => {
  test('each lab tells of its own requests', async () => {
    await using other = await startUnsharedLab({ scale });
    const trace = await bothSidesOf(() =>
      Promise.all(
        [lab, other].map(({ pokemon }) =>
          getMany(10, { connections: 2 }, pokemon),
        ),
      ),
    );
    assertInOrder(trace);
  });

  test('a site in another thread that is not a lab tells nothing', async () => {
    const server = new Worker(
      `const { createServer } = require('node:http');
      const server = createServer((_, response) => response.end('hello'));
      server.listen(0, '127.0.0.1', () => {
        require('node:worker_threads').parentPort.postMessage(
          server.address().port,
        );
      });`,
      { eval: true },
    );
    const [port] = (await once(server, 'message')) as [number];
    const agent = new Agent();
    const recorder = createRecorder();
    await recorder.run(() => get(`http://127.0.0.1:${port}`, agent));
    await agent.close();
    await server.terminate();
    const trace = recorder.stop();
    assert.equal(await withServerSide(trace), trace);
    assert.ok(trace.connections[0]?.localPort);
  });

  test('a lab that was closed meanwhile tells nothing', async () => {
    const closing = await startUnsharedLab({ scale });
    const recorder = createRecorder();
    await recorder.run(() => getMany(1, {}, closing.pokemon));
    await closing.close();
    const trace = recorder.stop();
    assert.equal(await withServerSide(trace), trace);
  });

  test('a lab that runs elsewhere is asked over HTTP', async () => {
    await using elsewhere = await startTestLab();
    await using remote = await startLab({ url: elsewhere.servers.url });
    const trace = await bothSidesOf(() =>
      getMany(10, { connections: 2 }, remote.pokemon),
    );
    for (const { server } of trace.requests) {
      assert.ok(server);
      assertAscending([server.arrivedMs, server.turnMs, server.answeredMs]);
    }
  });
});

suite('a server of the program itself', { timeout }, () => {
  const held: ServerResponse[] = [];
  const server = createServer((_, response) => void held.push(response));
  let url = '';

  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is at work from the arrival until all is given away', async () => {
    const agent = new Agent({ connections: 2 });
    const trace = await bothSidesOf(async () => {
      const answers = Promise.all(
        [1, 2, 3].map((id) => get(`${url}/${id}`, agent)),
      );
      for (let answered = 0; answered < 3; answered++) {
        while (held.length === 0) await new Promise(setImmediate);
        held.shift()?.end('hello');
      }
      await answers;
    });
    await agent.close();
    assert.equal(trace.requests.length, 3);
    for (const { sentMs, server: side } of trace.requests) {
      assert.ok(side);
      assertAscending([sentMs, side.arrivedMs, side.turnMs, side.endedMs]);
      assert.equal(side.abandonedMs, null);
    }
  });

  test('sees that its client has left', async () => {
    const agent = new Agent();
    const trace = await bothSidesOf(async () => {
      const enough = new AbortController();
      const { signal } = enough;
      const asked = request(url, { dispatcher: agent, signal });
      while (held.length === 0) await new Promise(setImmediate);
      const closed = once(held.shift() as ServerResponse, 'close');
      enough.abort();
      await assert.rejects(asked, { name: 'AbortError' });
      await closed;
    });
    await agent.close();
    const { sentMs, server: side } = trace.requests[0] ?? {};
    assert.ok(side);
    assertAscending([sentMs ?? null, side.arrivedMs, side.abandonedMs]);
    assert.equal(side.endedMs, null);
  });
});

test('a recording is as long as without the server’s side', async () => {
  const recorder = createRecorder();
  await recorder.run(() => getMany(3, {}));
  const before = recorder.stop();
  const { durationMs } = await withServerSide(before);
  assert.equal(durationMs, before.durationMs);
});
