import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { suite, test } from 'node:test';
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici';
import { WebSocket } from 'ws';
import { startTestLab, type TestLab } from './fixture.ts';
import { labLogin } from './login.ts';
import { siteNames } from './sites/names.ts';

const repeats = 100;

type Visit = (lab: TestLab, agents: Agents) => Promise<unknown>;

interface Agents {
  readonly direct: Dispatcher;
  readonly proxied: Dispatcher;
}

/** Begins an answer and leaves in the middle of it. */
async function leave(url: string, dispatcher: Dispatcher): Promise<void> {
  const { body } = await request(url, { dispatcher });
  body.on('error', () => undefined);
  await once(body, 'readable');
  body.destroy();
}

async function read(url: string, dispatcher: Dispatcher): Promise<void> {
  const { body } = await request(url, { dispatcher });
  await body.dump();
}

/** An upload whose sender gives up. */
async function breakOff(url: string, dispatcher: Dispatcher): Promise<void> {
  const body = new Readable({ read: () => undefined });
  body.push(Buffer.alloc(1000));
  setImmediate(() => body.destroy(new Error('No more of it.')));
  await request(url, { method: 'POST', body, dispatcher });
}

async function openAndLeave(url: string): Promise<void> {
  const socket = new WebSocket(url);
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.send('x'.repeat(10_000));
  socket.terminate();
}

const mew = '/api/v2/pokemon/151';

const visits: readonly Visit[] = [
  (lab, { direct }) => leave(`${lab.origin('streams')}/download`, direct),
  (lab, { direct }) => leave(`${lab.origin('streams')}/rows`, direct),
  (lab, { direct }) => leave(`${lab.origin('streams')}/events`, direct),
  (lab, { direct }) => breakOff(`${lab.origin('streams')}/upload`, direct),
  (lab, { direct }) => breakOff(`${lab.origin('accounts')}/upload`, direct),
  (lab, { direct }) => read(`${lab.origin('limited')}/items/1`, direct),
  (lab, { direct }) => read(`${lab.origin('accounts')}/account`, direct),
  (lab, { direct }) => read(`${lab.origin('conference')}/basement/3`, direct),
  (lab, { direct }) => read(`${lab.origin('years')}/2009?fault=throws`, direct),
  (lab, { direct }) => read(lab.origin('https') + mew, direct),
  (lab, { direct }) => read(`${lab.origin('https')}${mew}?fault=reset`, direct),
  (lab, { direct }) => read(lab.origin('http2') + mew, direct),
  (lab, { direct }) => read(`${lab.origin('http2')}${mew}?fault=reset`, direct),
  (lab, { direct }) => read(lab.origin('echo'), direct),
  (lab, { proxied }) => read(`${lab.origin('years')}/2009`, proxied),
  (lab, { proxied }) => leave(`${lab.origin('streams')}/download`, proxied),
  (lab, { proxied }) => read(`${lab.origin('faults')}/faults/reset`, proxied),
  (lab) => openAndLeave(`${lab.origin('sockets')}/echo`),
  (lab) => openAndLeave(`${lab.origin('sockets')}/feed?everyMs=1`),
];

function createAgents(lab: TestLab): Agents & AsyncDisposable {
  const ca = lab.servers.description.certificate;
  const { username, password } = labLogin;
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  const direct = new Agent({ connectTimeout: 0, connect: { ca } });
  const proxied = new ProxyAgent({
    uri: lab.origin('proxy'),
    token: `Basic ${login}`,
  });
  return {
    direct,
    proxied,
    async [Symbol.asyncDispose]() {
      await direct.destroy();
      await proxied.destroy();
    },
  };
}

suite('a lab under clients of every kind at once', { timeout: 120_000 }, () => {
  test('still answers at each of its sites, and leaves nothing open', async () => {
    await using lab = await startTestLab({ scale: 0.01 });
    for (let round = 1; round <= 2; round++) {
      await using agents = createAgents(lab);
      const all = visits.flatMap((visit) =>
        Array.from({ length: repeats }, () => visit(lab, agents)),
      );
      const outcomes = await Promise.allSettled(all);
      assert.equal(outcomes.length, visits.length * repeats);
    }

    for (const name of siteNames) {
      await lab.seen(name, ({ connectionsOpen }) => connectionsOpen === 0);
      const { inFlight } = await lab.seen(name, () => true);
      assert.equal(inFlight, 0, name);
    }
    const { streams, sockets, proxy } = await lab.servers.stats();
    assert.equal(streams?.events.open, 0);
    assert.ok(streams.transfers.every(({ state }) => state !== 'under way'));
    assert.equal(sockets?.open, 0);
    assert.equal(proxy?.tunnelsOpen, 0);

    for (const name of siteNames) {
      const isPokemon = ['pokemon', 'https', 'http2'].includes(name);
      const origin = lab.origin(name).replace('ws:', 'http:');
      const url = origin + (isPokemon ? mew : '/');
      const answer = await request(url, { dispatcher: lab.agent });
      await answer.body.dump();
      assert.equal(answer.statusCode, 200, name);
    }
  });
});
