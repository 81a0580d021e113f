import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { RecordedDemo } from './demo.ts';
import { demoNames, loadDemo } from './demo-list.ts';
import { recordDemo, traceFile } from './record-demo.ts';

function readRecorded(name: string): RecordedDemo {
  return JSON.parse(readFileSync(traceFile(name), 'utf8')) as RecordedDemo;
}

function shapeOf({ runs }: RecordedDemo) {
  return runs.map(({ name, requests }) => ({ name, requests }));
}

suite('what is recorded of the demos', { timeout: 240_000 }, () => {
  for (const name of demoNames) {
    test(`of ${name} has the runs and requests of a fresh run`, async () => {
      const fresh = await recordDemo(name, 0.05);
      assert.deepEqual(shapeOf(readRecorded(name)), shapeOf(fresh));
    });

    test(`of ${name} says of the demo what the demo says`, async () => {
      const { title, lanes, parameters } = await loadDemo(name);
      const recorded = readRecorded(name);
      const said = [recorded.title, recorded.lanes, recorded.parameters];
      assert.deepEqual(said, [title, lanes, parameters]);
      assert.deepEqual([recorded.name, recorded.scale], [name, 1]);
    });

    test(`of ${name} names no port, and has no headers`, () => {
      const text = readFileSync(traceFile(name), 'utf8');
      assert.doesNotMatch(text, /127\.0\.0\.1|localhost|Headers":\[\[/);
    });
  }

  test('finishes a race in the order of the lesson', () => {
    const { runs } = readRecorded('race');
    const inOrder = runs.toSorted((a, b) => a.seconds - b.seconds);
    const names = inOrder.map(({ name }) => name);
    assert.deepEqual(names.slice(0, 3), ['bounded', 'unbounded', 'pooled']);
  });
});
