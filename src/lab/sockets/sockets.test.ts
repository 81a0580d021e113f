import assert from 'node:assert/strict';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { request } from 'undici';
import { WebSocket } from 'ws';
import { startHeldLab, startTestLab, type TestLab } from '../fixture.ts';
import { pokemonModel } from '../model.ts';

async function openSocket(lab: TestLab, path: string): Promise<WebSocket> {
  const socket = new WebSocket(lab.origin('sockets') + path);
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}

suite('an echo', { timeout: 60_000 }, () => {
  test('sends back text as text and bytes as bytes, in order', async () => {
    await using lab = await startTestLab();
    const socket = await openSocket(lab, '/echo');
    const heard: unknown[] = [];
    const third = new Promise((resolve) => {
      socket.on('message', (data: Buffer, isBinary) => {
        heard.push(isBinary ? [...data] : data.toString());
        if (heard.length === 3) resolve(undefined);
      });
    });
    socket.send('Mew!');
    socket.send(Buffer.from([1, 2, 3]));
    socket.send('種村雪');
    await third;
    assert.deepEqual(heard, ['Mew!', [1, 2, 3], '種村雪']);
    socket.close();
    const stats = await lab.seen('sockets', ({ open }) => open === 0);
    assert.deepEqual(
      [stats.opened, stats.messagesReceived, stats.messagesSent],
      [1, 3, 3],
    );
    assert.deepEqual(stats.closes, { 1005: 1 });
  });

  test('closes a socket after a message beyond its limit, and keeps running', async () => {
    await using lab = await startTestLab();
    const socket = await openSocket(lab, '/echo');
    socket.send(Buffer.alloc(2 * 1024 * 1024));
    const [code] = (await once(socket, 'close')) as [number];
    assert.equal(code, 1009);
    (await openSocket(lab, '/echo')).terminate();
    await lab.seen('sockets', ({ opened, open }) => opened === 2 && open === 0);
  });

  test('reads no more from a client that does not read', async () => {
    await using lab = await startTestLab();
    const socket = await openSocket(lab, '/echo');
    socket.pause();
    const message = Buffer.alloc(1024 * 1024);
    for (let count = 0; count < 64; count++) socket.send(message);
    let before = -1;
    let { messagesReceived } = await lab.seen('sockets', () => true);
    while (messagesReceived !== before) {
      before = messagesReceived;
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ messagesReceived } = await lab.seen('sockets', () => true));
    }
    assert.ok(messagesReceived < 64, `${messagesReceived}`);
    socket.resume();
    await lab.seen('sockets', (stats) => stats.messagesSent === 64);
    socket.terminate();
  });
});

suite('a feed', { timeout: 60_000 }, () => {
  test('ticks at its interval, for each client', async () => {
    await using lab = await startHeldLab();
    const listeners = [
      await openSocket(lab, '/feed?everyMs=100'),
      await openSocket(lab, '/feed?everyMs=50'),
    ];
    const heard = listeners.map((socket) => {
      const ticks: unknown[] = [];
      socket.on('message', (data: Buffer) => ticks.push(String(data)));
      return ticks;
    });
    await lab.seen('sockets', ({ open }) => open === 2);
    lab.clock.advance(200);
    await lab.seen('sockets', ({ messagesSent }) => messagesSent === 6);
    for (const socket of listeners) {
      socket.close();
      await once(socket, 'close');
    }
    assert.deepEqual(heard[0], ['{"tick":1}', '{"tick":2}']);
    assert.equal(heard[1]?.length, 4);
    await lab.seen('sockets', ({ open }) => open === 0);
    lab.clock.advance(1000);
    const { messagesSent } = await lab.seen('sockets', () => true);
    assert.equal(messagesSent, 6, 'no client listens any more');
  });

  test('continues where a client left off, which is counted', async () => {
    await using lab = await startTestLab({ scale: 0.01 });
    const ticks: number[] = [];
    while (ticks.length < 6) {
      const after = ticks.at(-1);
      const from = after === undefined ? '' : `&after=${after}`;
      const path = `/feed?everyMs=1&cutAfter=2${from}`;
      const socket = new WebSocket(lab.origin('sockets') + path);
      socket.on('message', (data: Buffer) => {
        ticks.push((JSON.parse(String(data)) as { tick: number }).tick);
      });
      const [code] = (await once(socket, 'close')) as [number];
      assert.equal(code, 1012);
    }
    assert.deepEqual(ticks, [1, 2, 3, 4, 5, 6]);
    const stats = await lab.seen('sockets', ({ open }) => open === 0);
    assert.deepEqual([stats.opened, stats.reconnects], [3, 2]);
  });

  test('works with a delay too short for any clock', async () => {
    await using lab = await startTestLab({ scale: 1e-9 });
    const path = '/feed?everyMs=1&cutAfter=3';
    const socket = new WebSocket(lab.origin('sockets') + path);
    const [code] = (await once(socket, 'close')) as [number];
    assert.equal(code, 1012);
    const { messagesSent } = await lab.seen(
      'sockets',
      ({ open }) => open === 0,
    );
    assert.equal(messagesSent, 3);
  });

  test('closes a socket with invalid numbers, and says why', async () => {
    await using lab = await startTestLab();
    const url = `${lab.origin('sockets')}/feed?everyMs=0`;
    const [code, reason] = (await once(new WebSocket(url), 'close')) as [
      number,
      Buffer,
    ];
    assert.equal(code, 1008);
    assert.match(String(reason), /everyMs must be a whole number/);
  });
});

suite('the site of sockets', { timeout: 60_000 }, () => {
  test('delays the opening of a socket', async () => {
    const models = { sockets: pokemonModel };
    await using lab = await startHeldLab({ models });
    const opening = openSocket(lab, '/echo');
    await lab.seen('sockets', ({ inFlight }) => inFlight === 1);
    lab.clock.advance(192);
    assert.equal((await lab.seen('sockets', () => true)).opened, 0);
    lab.clock.advance(2);
    (await opening).terminate();
    await lab.seen('sockets', ({ opened, open }) => opened === 1 && open === 0);
  });

  test('notices a client that goes away before that', async () => {
    const models = { sockets: pokemonModel };
    await using lab = await startHeldLab({ models });
    const socket = new WebSocket(`${lab.origin('sockets')}/echo`);
    socket.on('error', () => undefined);
    await lab.seen('sockets', ({ inFlight }) => inFlight === 1);
    socket.terminate();
    const stats = await lab.seen('sockets', ({ aborted }) => aborted === 1);
    assert.deepEqual([stats.inFlight, stats.connectionsOpen], [0, 0]);
    lab.clock.advance(1000);
    assert.equal((await lab.seen('sockets', () => true)).opened, 0);
  });

  test('refuses requests that are not for a socket', async () => {
    await using lab = await startTestLab();
    const socket = new WebSocket(`${lab.origin('sockets')}/nowhere`);
    const [error] = (await once(socket, 'error')) as [Error];
    assert.match(error.message, /404/);
    const url = lab.origin('sockets').replace('ws:', 'http:');
    for (const [path, status] of [
      ['/', 200],
      ['/echo', 426],
      ['/nowhere', 404],
    ] as const) {
      const answer = await request(url + path, { dispatcher: lab.agent });
      await answer.body.dump();
      assert.equal(answer.statusCode, status);
    }
  });

  test('survives clients that vanish in the middle of a message', async () => {
    await using lab = await startTestLab();
    const sockets = await Promise.all(
      Array.from({ length: 100 }, () => openSocket(lab, '/echo')),
    );
    for (const socket of sockets) {
      socket.send('x'.repeat(100_000));
      socket.terminate();
    }
    await lab.seen(
      'sockets',
      ({ opened, open }) => opened === 100 && open === 0,
    );
    await lab.seen('sockets', ({ connectionsOpen }) => connectionsOpen === 0);
  });
});
