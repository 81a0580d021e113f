import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorOf, printed, startKernelSession } from './kernel-session.ts';

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
  it('when its front end is gone', async () => {
    const kernel = await startKernelSession();
    await kernel.cell(openThings);
    kernel.killFrontEnd();
    while (isAlive(kernel.pid)) await sleep(50);
    await kernel.close();
  });
});

describe('a kernel that dies', () => {
  const killed = "process.kill(process.pid, 'SIGKILL'); for (;;);";
  const full =
    'const all: unknown[] = []; for (;;) all.push(new Array(1e6).fill(0).map(String));';

  for (const [how, code] of Object.entries({ killed, full })) {
    it(`is explained by the next one: ${how}`, async () => {
      const kernel = await startKernelSession({ heapMb: 150 });
      try {
        await kernel.cell('const before = 1;');
        await assert.rejects(kernel.cell(code), /DeadKernelError/);
        await kernel.restart();
        const result = await kernel.cell('1 + 1');
        assert.equal(printed(result), '2\n');
        assert.match(printed(result, 'stderr'), /while cell \[2\] was running/);
        assert.equal(printed(await kernel.cell('3'), 'stderr'), '');
      } finally {
        await kernel.close();
      }
    });
  }

  it('is not one that was asked to end', async () => {
    const kernel = await startKernelSession();
    try {
      await kernel.shutdown();
      await kernel.restart();
      assert.equal(printed(await kernel.cell('1'), 'stderr'), '');
    } finally {
      await kernel.close();
    }
  });
});

describe('a cell that would end the kernel', () => {
  it('is refused with a sentence', async () => {
    const kernel = await startKernelSession();
    try {
      const result = await kernel.cell('process.exit()');
      assert.match(errorOf(result).evalue, /would end the kernel/);
      assert.equal(printed(await kernel.cell('1 + 1')), '2\n');
    } finally {
      await kernel.close();
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
