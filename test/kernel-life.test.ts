import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKernelSession } from './kernel-session.ts';

const shutdownLimitS = 2;

const openThings = [
  "import { createServer } from 'node:http';",
  "import { connect } from 'node:net';",
  "import { Worker } from 'node:worker_threads';",
  'const server = createServer(() => {}).listen(0);',
  "await new Promise((open) => server.once('listening', open));",
  'const { port } = server.address() as { port: number };',
  'const socket = connect(port);',
  'const timer = setInterval(() => {}, 10);',
  "const worker = new Worker('setInterval(() => {}, 10)', { eval: true });",
].join('\n');

describe('the kernel shuts down in time, with nothing left of it', () => {
  const states: Record<string, string> = {
    idle: '1',
    'with server, socket, timer and worker open': openThings,
    'with a loop left running':
      'setImmediate(() => { Array.from({ length: 1e10 }, () => 0) }); 1',
  };
  for (const [state, code] of Object.entries(states)) {
    it(state, async () => {
      const kernel = await startKernelSession();
      try {
        const { stopped } = await kernel.cell(code);
        assert.equal(stopped, false);
        const { seconds } = await kernel.shutdown();
        assert.ok(seconds < shutdownLimitS, `it took ${seconds} s`);
        assert.ok(!isAlive(kernel.pid));
      } finally {
        await kernel.close();
      }
    });
  }

  it('exits cleanly when it is not stuck', async () => {
    const kernel = await startKernelSession();
    await kernel.cell(openThings);
    const { exitCode } = await kernel.shutdown();
    await kernel.close();
    assert.equal(exitCode, 0);
  });
});

describe('the kernel ends by itself', () => {
  it('when a cell exits the process', async () => {
    const kernel = await startKernelSession();
    const exiting = assert.rejects(kernel.cell('process.exit()'), {
      actual: "DeadKernelError('Kernel died')",
    });
    while (isAlive(kernel.pid)) await sleep(50);
    await exiting;
    await kernel.close();
  });

  it('when its front end is gone', async () => {
    const kernel = await startKernelSession();
    await kernel.cell(openThings);
    kernel.killFrontEnd();
    while (isAlive(kernel.pid)) await sleep(50);
    await kernel.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
