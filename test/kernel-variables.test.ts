import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  errorOf,
  outputOf,
  startKernelSession,
  type KernelSession,
} from './kernel-session.ts';

let kernel: KernelSession;

before(async () => {
  kernel = await startKernelSession();
});
after(() => kernel.close());

/** Runs cells that must not fail, and gives what the last one printed. */
const output = (...cells: readonly string[]) => outputOf(kernel, ...cells);

describe('a variable that a later cell sets', () => {
  it('is seen by functions of the cell that declared it', async () => {
    assert.equal(
      await output(
        'let limit = 1; const readLimit = () => limit;',
        'limit = 5',
        'readLimit()',
      ),
      '5\n',
    );
  });

  it('is seen by the later cell when the first one’s function sets it', async () => {
    assert.equal(
      await output(
        'let hits = 0; function hit() { hits += 1; return { hits }; }',
        'hit(); hit().hits + hits',
      ),
      '4\n',
    );
  });

  it('is seen in a callback, and where `var`, patterns or nothing set it at first', async () => {
    assert.equal(
      await output(
        "let later: string; const readLater = () => later; var old = 'a', { size: [first] } = { size: [1] }; let [second = 2] = [] as number[]; const gate = Promise.withResolvers<void>(); const told = gate.promise.then(() => [readLater(), old, first, second].join());",
        "later = 'x'; old = 'b'; first = 7; second = 8;",
        'gate.resolve(); await told',
      ),
      'x,b,7,8\n',
    );
  });

  it('is seen by a class, a generator and a default of a parameter', async () => {
    assert.equal(
      await output(
        'let step = 1; class Counter { static by = () => step; next(n = step) { return n; } }; function* steps() { for (;;) yield step; } const walk = steps();',
        'step = 3; [Counter.by(), new Counter().next(), walk.next().value]',
      ),
      '[ 3, 3, 3 ]\n',
    );
  });

  it('is the last value of a cell, before and after', async () => {
    assert.equal(await output('let shown = 1; shown'), '1\n');
    assert.equal(await output('shown = 2', 'shown++; shown'), '3\n');
    assert.equal(await output('let named = () => 1; named.name'), 'named\n');
    assert.equal(await output('let aloud = 4\naloud += 1'), '5\n');
  });

  it('may be a loop’s or a block’s, and stays that loop’s', async () => {
    assert.equal(
      await output(
        'let sum = 0; for (let i = 0; i < 4; i++) sum += i; for (const n of [1, 2]) { let sum = n; sum += 1; } sum',
      ),
      '6\n',
    );
  });

  it('has the place of an error in its own line', async () => {
    const result = await kernel.cell(
      "let fine = 1;\nlet wrong = (() => { throw new Error('here'); })();",
      ['raises-exception'],
    );
    const { traceback } = errorOf(result);
    assert.match(traceback, /cell \[\d+\]:2:\d+/);
  });
});

describe('a name that a failing cell declares anew', () => {
  it('keeps its old value and type when it was not reached', async () => {
    await output("const page = 1; let text = 'a'; function go() { return 1; }");
    await kernel.cell(
      "const page = await Promise.reject(new Error('no')); let text = 5;",
      ['raises-exception'],
    );
    assert.equal(
      await output('[page.toFixed(1), text.toUpperCase()]'),
      "[ '1.0', 'A' ]\n",
    );
  });

  it('has its new value and type when it was', async () => {
    await output('const found = 1;');
    await kernel.cell("const found = 'new'; throw new Error('no')", [
      'raises-exception',
    ]);
    assert.equal(await output('found.toUpperCase()'), 'NEW\n');
  });
});
