import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { recordSteps } from './record-steps.ts';
import { stateAt } from './state-at.ts';
import { renderStepText } from './table.ts';
import type { Steps } from './steps.ts';

async function prepare(ms: number): Promise<void> {
  await sleep(ms);
}

/** What happened to the tokens of a label, in order. */
function storyOf({ steps, tokens }: Steps, label: string): string[] {
  return steps
    .filter(({ tokenId }) => tokens[tokenId]?.label === label)
    .map(({ kind }) => kind);
}

suite('the steps of a program', () => {
  test('are those of its timers and of what awaits them', async () => {
    const { steps } = await recordSteps(async () => {
      const tea = prepare(40);
      const toast = prepare(1);
      await tea;
      await toast;
    });
    if (process.env['SHOW']) console.log(renderStepText(steps));
    assert.deepEqual(storyOf(steps, 'timer, 1 ms'), ['made', 'runs', 'done']);
    const rests = storyOf(steps, 'rest of prepare');
    assert.deepEqual(rests.slice(0, 2), ['made', 'made']);
    assert.equal(rests.filter((kind) => kind === 'ready').length, 2);
    const order = steps.steps
      .filter(({ kind }) => kind === 'runs')
      .map(({ tokenId }) => steps.tokens[tokenId]?.label);
    const later = order.indexOf('timer, 40 ms');
    assert.ok(order.indexOf('timer, 1 ms') < later);
    assert.ok(order.indexOf('rest of prepare') < later);
  });

  test('know their turn, their line and their text', async () => {
    const { steps } = await recordSteps(() => prepare(1));
    const timer = steps.tokens.find(({ label }) => label === 'timer, 1 ms');
    const [frame] = timer?.stack ?? [];
    assert.equal(frame?.name, 'prepare');
    const line = steps.sources[frame.file]?.split('\n')[frame.line - 1];
    assert.match(line ?? '', /await sleep\(ms\)/);
    const turns = steps.steps
      .filter(({ kind }) => kind === 'runs')
      .map(({ turn, tokenId }) => [steps.tokens[tokenId]?.label, turn]);
    assert.deepEqual(turns, [
      ['the program', 1],
      ['timer, 1 ms', 2],
      ['rest of prepare', 2],
    ]);
    assert.equal(steps.steps[0]?.kind, 'runs');
  });

  test('put what is awaited and settled straight among the microtasks', async () => {
    const { steps } = await recordSteps(async () => {
      await Promise.resolve();
    });
    const [, first] = steps.tokens;
    assert.equal(first?.queue, 'microtasks');
  });

  test('show where everything is after each of them', async () => {
    const { steps } = await recordSteps(() => prepare(1));
    const labels = steps.steps.map((_, index) => {
      const { queues } = stateAt(steps, index + 1);
      return Object.values(queues).flatMap((queue) =>
        queue.map(({ label }) => label),
      );
    });
    assert.ok(labels.some((at) => at.includes('timer, 1 ms')));
    assert.deepEqual(labels.at(-1), []);
    assert.deepEqual(stateAt(steps, 0).stack, []);
    const resumed = steps.steps.findLastIndex(({ kind }) => kind === 'runs');
    const { stack } = stateAt(steps, resumed + 1);
    assert.deepEqual(
      stack.map(({ name }) => name),
      ['prepare'],
    );
  });

  test('name what is built in, and waits by itself', async () => {
    const { steps } = await recordSteps(() =>
      Promise.all([prepare(1), prepare(2)]),
    );
    assert.deepEqual(storyOf(steps, 'Promise.all'), [
      ...['made', 'made'],
      ...['ready', 'runs', 'done'],
      ...['ready', 'runs', 'done'],
    ]);
  });

  test('have those of requests, and not the bookkeeping of their client', async () => {
    const server = createServer((_, response) => response.end('yes'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const agent = new Agent();
    const { steps } = await recordSteps(async () => {
      const url = `http://127.0.0.1:${port}/`;
      const { body } = await request(url, { dispatcher: agent });
      await body.dump();
    });
    await agent.close();
    server.close();
    const queues = new Set(steps.tokens.map(({ queue }) => queue));
    assert.ok(queues.has('wire') && queues.has('asleep'));
    const timers = steps.tokens.filter(({ queue }) => queue === 'timers');
    assert.deepEqual(
      timers.map(({ label }) => label),
      ['the program'],
    );
  });

  test('include the thread pool’s work', async () => {
    const { steps } = await recordSteps(() => readFile(import.meta.filename));
    assert.ok(steps.tokens.some(({ queue }) => queue === 'pool'));
  });

  test('leave out what others do meanwhile', async () => {
    const other = prepare(5);
    const { steps } = await recordSteps(() => prepare(10));
    await other;
    assert.deepEqual(storyOf(steps, 'timer, 5 ms'), []);
  });

  test('end after 2,000, and say so', async () => {
    const { steps } = await recordSteps(async () => {
      for (let count = 0; count < 1500; count += 1) await Promise.resolve();
    });
    assert.equal(steps.steps.length, 2000);
    assert.ok(steps.isCut);
    assert.match(renderStepText(steps), /Only the first 2,000 steps/);
  });

  test('end with the program that throws', async () => {
    const { stackTraceLimit } = Error;
    await assert.rejects(
      recordSteps(async () => {
        await sleep(1);
        throw new RangeError('no');
      }),
      RangeError,
    );
    assert.equal(Error.stackTraceLimit, stackTraceLimit);
  });
});
