import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { suite, test } from 'node:test';
import { createClosedDoor, createDoor } from './door.ts';

async function knock(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return 'open';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
  } finally {
    socket.destroy();
  }
}

suite('a door', () => {
  test('closes the connections that came through it', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
    });
    const door = createDoor(server);
    await door.listen('127.0.0.1', 0);
    const socket = connect(door.port, '127.0.0.1');
    await once(server, 'connection');
    const closed = once(socket, 'close');
    await door.close();
    await closed;
    assert.equal(await knock(door.port), 'ECONNREFUSED');
  });

  test('that is closed refuses all connections, and keeps its port', async () => {
    const door = createClosedDoor();
    await door.listen('127.0.0.1', 0);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => knock(door.port)),
    );
    assert.deepEqual(new Set(answers), new Set(['ECONNREFUSED']));
    await door.close();
  });
});
