import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CellOutput } from './cell-output.ts';
import { createOutputBudget } from './output-budget.ts';

suite('the budget of output', () => {
  test('lets a burst go at once, and then so many a second', () => {
    let nowMs = 0;
    const budget = createOutputBudget(() => nowMs);
    let sent = 0;
    while (budget.take(100)) sent += 1;
    assert.equal(sent, 400);
    nowMs += 1000;
    while (budget.take(100)) sent += 1;
    assert.equal(sent, 700);
  });

  test('counts bytes, and says how long to wait for them', () => {
    let nowMs = 0;
    const budget = createOutputBudget(() => nowMs);
    assert.ok(budget.take(2_000_000));
    assert.ok(!budget.take(70_000));
    nowMs += budget.waitMs(70_000);
    assert.ok(budget.take(70_000));
  });

  test('lets even what is larger than all of it go in the end', () => {
    let nowMs = 0;
    const budget = createOutputBudget(() => nowMs);
    assert.ok(budget.take(9_000_000));
    nowMs += budget.waitMs(1);
    assert.ok(budget.take(1));
  });
});

suite('the output of a cell', () => {
  const generous = { take: () => true, waitMs: () => 1 };
  function createShown() {
    const shown: unknown[] = [];
    const output = new CellOutput((type, content) => {
      shown.push([type, content]);
    }, generous);
    return { shown, output };
  }

  test('keeps its order, and what is not text in between', async () => {
    const { shown, output } = createShown();
    output.write('stdout', 'a');
    output.publish('display_data', {});
    output.write('stderr', 'b');
    await output.drain();
    assert.deepEqual(shown, [
      ['stream', { name: 'stdout', text: 'a' }],
      ['display_data', {}],
      ['stream', { name: 'stderr', text: 'b' }],
    ]);
  });

  test('cuts no character in two', async () => {
    const { shown, output } = createShown();
    output.write('stdout', `x${'😀'.repeat(40_000)}`);
    await output.drain();
    const texts = shown.map(
      (each) => (each as [string, { text: string }])[1].text,
    );
    assert.ok(texts.length > 1);
    assert.ok(texts.every((text) => !/[\uD800-\uDBFF]$/.test(text)));
    assert.equal(texts.join(''), `x${'😀'.repeat(40_000)}`);
  });

  test('says how much it leaves out', async () => {
    const { shown, output } = createShown();
    output.write('stdout', 'x'.repeat(9_000_000));
    await output.drain();
    assert.match(JSON.stringify(shown.at(-1)), /1\.0 MB more were printed/);
  });
});
