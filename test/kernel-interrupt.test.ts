import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  printed,
  startKernelSession,
  type Answer,
  type KernelSession,
} from './kernel-session.ts';

let kernel: KernelSession;

before(async () => {
  kernel = await startKernelSession();
  await kernel.cell(
    [
      "import { setTimeout as sleep } from 'node:timers/promises';",
      "import { createSyncFn } from 'synckit';",
      'const cell4 = new Int32Array(new SharedArrayBuffer(4));',
      'const state = { kept: 1 };',
    ].join('\n'),
  );
});
after(() => kernel.close());

/** Runs a cell that says when it is where it shall be interrupted. */
async function interrupt(code: string): Promise<Answer> {
  const [answer] = await kernel.send([code], { interruptAt: 'now' });
  assert.ok(answer);
  assert.equal(answer.reply['status'], 'error', JSON.stringify(answer));
  assert.equal(answer.reply['ename'], 'Interrupted');
  return answer;
}

function textOf({ messages }: Answer): string {
  return messages
    .filter(({ type }) => type === 'stream')
    .map(({ content }) => String(content['text']))
    .join('');
}

describe('an interrupt', () => {
  const places = {
    'a synchronous loop': "console.log('now'); for (;;) {}",
    'a loop without a block':
      "console.log('now'); let n = 0; while (true) n++;",
    'a loop after an await': "await sleep(5); console.log('now'); for (;;) {}",
    'a loop in a function called later':
      "const spin = () => { do {} while (true) }; await null; console.log('now'); spin();",
    'an await that never ends':
      "console.log('now'); await new Promise(() => {});",
    'an await before a long list of them':
      "console.log('now'); for (;;) await sleep(5);",
    'a loop that only ever awaits what is there':
      "console.log('now'); for (;;) await null;",
    'a loop of blocking calls':
      "console.log('now'); for (;;) Atomics.wait(cell4, 0, 0, 20);",
    'a loop of blocking calls after an await':
      "await sleep(5); console.log('now'); for (;;) Atomics.wait(cell4, 0, 0, 20);",
    'one blocking call':
      "console.log('now'); Atomics.wait(cell4, 0, 0, 60_000);",
    'one blocking call after an await':
      "await sleep(5); console.log('now'); Atomics.wait(cell4, 0, 0, 60_000);",
    'a loop that is not the cell’s own':
      "console.log('now'); Array.from({ length: 1e9 }, () => [3, 1].sort());",
    'an endless chain of promises':
      "const chain = (): Promise<void> => Promise.resolve().then(chain); console.log('now'); await chain();",
    'an endless chain of promises after an await':
      "const later = async (): Promise<void> => { await null; return later(); }; await sleep(5); console.log('now'); await later();",
    'an endless chain of microtasks':
      "const more = () => { queueMicrotask(more); }; console.log('now'); more(); await new Promise(() => {});",
    'an endless chain of ticks':
      "const tick = () => { process.nextTick(tick); }; console.log('now'); tick(); await new Promise(() => {});",
    'a loop in a timer':
      "setTimeout(() => { console.log('now'); for (;;) {} }, 5); await new Promise(() => {});",
  };
  for (const [place, code] of Object.entries(places)) {
    it(`ends ${place}, and the kernel keeps its variables`, async () => {
      await interrupt(code);
      const next = await kernel.cell('await sleep(1); state.kept++');
      assert.equal(next.stopped, false, JSON.stringify(next.outputs));
      assert.match(printed(next), /^\d+\n$/);
    });
  }

  it('lets the cell clean up in `finally`', async () => {
    const answer = await interrupt(
      "try { await sleep(1); console.log('now'); for (;;) {} } finally { console.log('closed') }",
    );
    assert.match(textOf(answer), /closed/);
  });

  it('stops a loop that goes on awaiting when its cell is given up', async () => {
    await kernel.cell('const turns = { made: 0, ended: false };');
    await interrupt(
      "console.log('now'); try { for (;;) { turns.made++; await sleep(1); } } finally { turns.ended = true; }",
    );
    const next = await kernel.cell(
      'while (!turns.ended) await sleep(1); turns.ended',
    );
    assert.equal(printed(next), 'true\n');
  });

  it('leaves functions of that cell and earlier ones in use', async () => {
    await kernel.cell(
      "const rounds = (most: number) => { let n = 0; while (n < most) { if (n++ === 3) console.log('now'); } return n; };",
    );
    await interrupt('rounds(Infinity)');
    assert.equal(printed(await kernel.cell('rounds(2)')), '2\n');
  });

  it('aborts the signal that packages see', async () => {
    await kernel.cell(
      "const host = (globalThis as any)[Symbol.for('async-lab.kernel')]; const seen: string[] = [];",
    );
    await interrupt(
      "host.signal.addEventListener('abort', () => seen.push(host.signal.reason.name)); console.log('now'); await new Promise(() => {});",
    );
    assert.equal(printed(await kernel.cell('seen')), "[ 'Interrupted' ]\n");
    assert.equal(printed(await kernel.cell('host.signal.aborted')), 'false\n');
  });

  it('aborts the cells that wait behind', async () => {
    const answers = await kernel.send(
      ["console.log('now'); for (;;) {}", "console.log('never')"],
      { interruptAt: 'now' },
    );
    assert.deepEqual(
      answers.map(({ reply }) => reply['status']),
      ['error', 'aborted'],
    );
  });

  const leftovers = {
    'a loop in a timer': 'for (;;) {}',
    'a loop that is not the cell’s own':
      'Array.from({ length: 1e9 }, () => [3, 1].sort());',
    'an endless chain of promises':
      'const chain = (): Promise<void> => Promise.resolve().then(chain); void chain();',
  };
  for (const [what, code] of Object.entries(leftovers)) {
    it(`ends ${what} that goes on when its cell has ended`, async () => {
      await kernel.send(
        [`setTimeout(() => { console.log('now'); ${code} }, 30); 0`],
        { interruptAt: 'now', waitFor: ['now'] },
      );
      const next = await kernel.cell('state.kept++');
      assert.equal(next.stopped, false, JSON.stringify(next.outputs));
    });
  }

  it('ends what a cell that was given up goes on with', async () => {
    await kernel.cell("import { existsSync, writeFileSync } from 'node:fs';");
    await interrupt(
      "console.log('now'); await sleep(30); writeFileSync('started', ''); const chain = (): Promise<void> => Promise.resolve().then(chain); await chain();",
    );
    while (!existsSync(join(kernel.folder, 'started'))) await sleep(5);
    await kernel.interrupt();
    const next = await kernel.cell("existsSync('started')");
    assert.equal(printed(next), 'true\n');
  });

  it('leaves a blocking call by synckit usable', async () => {
    await kernel.cell(
      [
        "import { writeFileSync } from 'node:fs';",
        "const file = process.cwd() + '/wait.mjs';",
        'writeFileSync(file, `import { runAsWorker } from ${JSON.stringify(require.resolve("synckit"))};',
        'runAsWorker(async (ms) => { await new Promise((r) => setTimeout(r, ms)); return ms; });`);',
        'const wait = createSyncFn(file) as (ms: number) => number;',
        'wait(1)',
      ].join('\n'),
    );
    await interrupt("console.log('now'); for (;;) wait(30);");
    await interrupt("console.log('now'); wait(2000);");
    assert.equal(printed(await kernel.cell('wait(7)')), '7\n');
  });
});
