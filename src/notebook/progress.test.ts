import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { progress } from './progress.ts';

interface Shown {
  readonly html: string;
  readonly text: string;
  readonly id: string | undefined;
}

/** What a notebook would show; this list stands in for the kernel. */
const shown: Shown[] = [];
const kernelKey = Symbol.for('async-lab.kernel');
const globals = globalThis as unknown as Record<symbol, unknown>;

before(() => {
  globals[kernelKey] = {
    signal: new AbortController().signal,
    publish(bundle: Record<string, string>, id?: string) {
      const { 'text/html': html = '', 'text/plain': text = '' } = bundle;
      shown.push({ html, text, id });
    },
  };
});
afterEach(() => shown.splice(0));
after(() => Reflect.deleteProperty(globals, kernelKey));

suite('progress', () => {
  test('is one output, replaced as it grows', () => {
    const clock = { nowMs: 0 };
    const bar = progress('rows', 4000, () => clock.nowMs);
    clock.nowMs = 100;
    bar.advance(1000);
    bar.advance(3000);
    bar.finish();
    assert.deepEqual(
      shown.map(({ text }) => text),
      [
        'rows: 0 of 4,000 (0 %)',
        'rows: 1,000 of 4,000 (25 %)',
        'rows: 4,000 of 4,000 (100 %)',
      ],
    );
    assert.equal(new Set(shown.map(({ id }) => id)).size, 1);
  });

  test('is drawn at most ten times a second, however often it advances', () => {
    const clock = { nowMs: 0 };
    const bar = progress('bytes', 1000, () => clock.nowMs);
    for (; clock.nowMs < 1000; clock.nowMs += 1) bar.advance(1);
    assert.equal(shown.length, 10);
  });

  test('is a progress element for a browser, with its label escaped', () => {
    progress('<b>', 10, () => 0).advance(5);
    assert.match(shown[0]?.html ?? '', /<progress max="10" value="0">/);
    assert.match(shown[0]?.html ?? '', /&lt;b&gt;: 0 of 10/);
  });

  test('shows an end that is short of the total', () => {
    const bar = progress('bytes', 3, () => 0);
    bar.advance(2);
    bar.finish();
    assert.equal(shown.at(-1)?.text, 'bytes: 2 of 3 (66 %)');
  });

  for (const total of [0, -1, Number.NaN, Infinity]) {
    test(`refuses a total of ${total}`, () => {
      assert.throws(() => progress('bytes', total), RangeError);
    });
  }
});
