import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { Agent, request } from 'undici';
import { startUnsharedLab } from '../src/lab/lab.ts';
import { connectionsById } from '../src/trace/analyse/connections.ts';
import { phasesOf } from '../src/trace/analyse/phases.ts';
import { createRecorder, record } from '../src/trace/record/record.ts';
import type { RequestTrace, Trace } from '../src/trace/trace.ts';

const lab = await startUnsharedLab({ scale: 0.1 });
after(() => lab.close());

async function recordGet(url: string, options = {}): Promise<Trace> {
  const dispatcher = new Agent(options);
  const { trace } = await record(async () => {
    const { body } = await request(url, { dispatcher });
    await body.dump();
  });
  await dispatcher.destroy();
  return trace;
}

function phasesIn(trace: Trace): string[] {
  return trace.requests.flatMap((each) => {
    const connection = connectionsById(trace).get(each.connectionId ?? NaN);
    return phasesOf(each, connection, trace.durationMs).map(
      ({ phase }) => phase,
    );
  });
}

test('a name that is looked up is a phase, and an address is not', async () => {
  const named = await recordGet(
    `${lab.pokemon.replace('127.0.0.1', 'localhost')}/api/v2/pokemon/1`,
  );
  const [connection] = named.connections;
  assert.ok(connection?.lookedUpMs && connection.openingMs !== null);
  assert.ok(connection.lookedUpMs >= connection.openingMs);
  assert.ok((connection.tcpOpenMs ?? 0) >= connection.lookedUpMs);
  assert.ok(phasesIn(named).includes('lookup'));

  const numbered = await recordGet(`${lab.pokemon}/api/v2/pokemon/1`);
  assert.ok(!phasesIn(numbered).includes('lookup'));
});

test('agreeing on encryption is a phase of its own, after the TCP connection', async () => {
  const connect = { ca: lab.certificate };
  const trace = await recordGet(`${lab.https}/api/v2/pokemon/1`, { connect });
  const [connection] = trace.connections;
  assert.ok(connection?.tcpOpenMs && connection.openMs);
  assert.ok(connection.tcpOpenMs < connection.openMs);
  const phases = phasesIn(trace);
  assert.ok(phases.indexOf('opening') < phases.indexOf('securing'));
  assert.ok(phases.indexOf('securing') < phases.indexOf('waiting'));
  const plain = await recordGet(`${lab.pokemon}/api/v2/pokemon/1`);
  assert.ok(!phasesIn(plain).includes('securing'));
});

test('steps before a recording are not in it', async () => {
  const connect = { ca: lab.certificate };
  const dispatcher = new Agent({ connect, connections: 1 });
  const get = async () => {
    const { body } = await request(`${lab.https}/api/v2/pokemon/1`, {
      dispatcher,
    });
    await body.dump();
  };
  await get();
  const { trace } = await record(get);
  await dispatcher.destroy();
  const [connection] = trace.connections;
  assert.ok(connection);
  assert.ok(!('tcpOpenMs' in connection));
  assert.ok(!phasesIn(trace).includes('securing'));
});

/** Reads nothing until told to, then everything, and answers at the end. */
async function startSlowReader() {
  const sockets = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    read(bytes: number) {
      for (const socket of sockets) {
        let left = bytes;
        socket.on('data', (chunk: Buffer) => {
          left -= chunk.length;
          if (left <= 0) socket.end('HTTP/1.1 204 No Content\r\n\r\n');
        });
        socket.resume();
      }
    },
    hasConnection: () => sockets.size > 0,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const bytes = 20_000_000;
const bodies = {
  'in memory': () => Buffer.alloc(bytes, 'm'),
  'that is a stream': () =>
    Readable.from(
      Array.from({ length: 20 }, () => Buffer.alloc(bytes / 20, 'm')),
    ),
};

for (const [kind, body] of Object.entries(bodies)) {
  test(`a body ${kind} is being sent until the connection has taken all of it`, async () => {
    const server = await startSlowReader();
    const dispatcher = new Agent();
    const recorder = createRecorder();
    const answered = recorder.run(() =>
      request(server.url, { method: 'POST', body: body(), dispatcher }),
    );
    while (!server.hasConnection()) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    const meanwhile = recorder.snapshot();
    assert.equal(meanwhile.requests[0]?.bodySentMs, null);
    assert.equal(phasesIn(meanwhile).at(-1), 'sending');
    server.read(bytes);
    await answered;
    const trace = recorder.stop();
    await dispatcher.destroy();
    server.close();
    const [sent] = trace.requests as [RequestTrace];
    assert.equal(sent.sentBytes, bytes);
    assert.ok(sent.sentMs !== null && sent.headersMs !== null);
    assert.ok((sent.bodySentMs ?? 0) > sent.sentMs);
    assert.ok((sent.bodySentMs ?? Infinity) <= sent.headersMs);
    assert.ok(phasesIn(trace).includes('sending'));
  });
}

test('a request without a body sends nothing', async () => {
  const trace = await recordGet(`${lab.pokemon}/api/v2/pokemon/1`);
  assert.ok(!('bodySentMs' in (trace.requests[0] ?? {})));
});
