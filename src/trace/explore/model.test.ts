import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bounded, everyOutcome, pooled } from '../fixtures/traces.ts';
import type { Trace } from '../trace.ts';
import { createModel, type Change } from './model.ts';
import { waitingOnly } from './view.ts';

function explore(trace: Trace) {
  const changes: Change[] = [];
  const model = createModel(trace, (change) => {
    changes.push(change);
  });
  const selectedId = () => model.selected?.id;
  return {
    model,
    changes,
    selectedId,
    ids: () => model.view.requests.map(({ id }) => id),
  };
}

suite('a trace that is explored', () => {
  test('shows all of itself at first', () => {
    const trace = pooled(5);
    const { model } = explore(trace);
    assert.equal(model.view, trace);
    assert.ok(model.isWhole);
    assert.equal(model.selected, undefined);
  });

  test('zooms around an instant, which stays where it is', () => {
    const { model, changes } = explore(pooled(50));
    const atMs = model.lengthMs / 4;
    model.zoom(4, atMs);
    const { fromMs, toMs } = model.state.window;
    assert.ok(Math.abs((atMs - fromMs) / (toMs - fromMs) - 1 / 4) < 1e-9);
    assert.ok(Math.abs(toMs - fromMs - model.lengthMs / 4) < 1e-6);
    assert.ok(model.view.requests.length < 20);
    assert.deepEqual(changes, [{ isPicture: true, isSelection: false }]);
    model.showAll();
    assert.ok(model.isWhole);
    assert.equal(model.view.requests.length, 50);
  });

  test('stays within its time, however far it is moved or zoomed', () => {
    const { model } = explore(pooled(50));
    model.zoom(0.1);
    assert.ok(model.isWhole);
    for (let step = 0; step < 40; step++) model.zoom(2, 100);
    const { fromMs, toMs } = model.state.window;
    assert.ok(toMs - fromMs >= 0.49, `${toMs - fromMs}`);
    for (const share of [-1000, 1000]) {
      model.pan(share);
      const { window } = model.state;
      assert.ok(window.fromMs >= 0 && window.toMs <= model.lengthMs + 1e-9);
    }
    model.setWindow({ fromMs: 300, toMs: 100 });
    assert.deepEqual(model.state.window, { fromMs: 100, toMs: 300 });
  });

  test('goes from row to row, and lets a pinned one stay', () => {
    const { model, selectedId } = explore(pooled(5));
    model.step(1);
    assert.equal(selectedId(), 1);
    model.step(1);
    model.pin();
    model.pointAt(4);
    assert.equal(selectedId(), 2);
    model.step(Infinity);
    assert.equal(selectedId(), 5);
    model.step(10);
    assert.equal(selectedId(), 5);
    model.letGo();
    model.pointAt(3);
    assert.equal(selectedId(), 4);
    model.click(3);
    model.pointAt(0);
    assert.equal(selectedId(), 4);
    model.click(3);
    model.pointAt(0);
    assert.equal(selectedId(), 1);
    model.click(17);
    model.goTo(99);
    assert.equal(selectedId(), 1);
    model.goTo(3);
    assert.equal(selectedId(), 3);
  });

  test('is filtered by status, connection, and words', () => {
    const trace = everyOutcome();
    const { model, ids } = explore(trace);
    const where = (hold: (request: Trace['requests'][number]) => boolean) =>
      trace.requests.filter(hold).map(({ id }) => id);
    model.filter('4xx');
    assert.deepEqual(
      ids(),
      where(({ status }) => `${status ?? ''}`.startsWith('4')),
    );
    model.filter('c1');
    assert.deepEqual(
      ids(),
      where(({ connectionId }) => connectionId === 1),
    );
    model.filter('POKEMON/1 get');
    assert.ok(ids().length > 0);
    model.filter('nothing has this');
    assert.deepEqual(ids(), []);
    model.step(1);
    assert.equal(model.selected, undefined);
    model.filter('');
    assert.equal(ids().length, trace.requests.length);
  });

  test('is sorted by wait and by duration', () => {
    const { model } = explore(bounded(40, 5));
    const waits = () =>
      model.view.requests.map(
        ({ queuedMs, sentMs }) => (sentMs ?? 0) - queuedMs,
      );
    model.sort('wait');
    assert.deepEqual(
      waits(),
      waits().toSorted((a, b) => b - a),
    );
    model.sort('duration');
    const took = model.view.requests.map(
      ({ queuedMs, endMs }) => (endMs ?? 0) - queuedMs,
    );
    assert.deepEqual(
      took,
      took.toSorted((a, b) => b - a),
    );
  });

  test('leaves out what only waits in line, and says how much that is', () => {
    const trace = bounded(2000, 20);
    const { model } = explore(trace);
    model.setWindow({ fromMs: 500, toMs: 520 });
    const shown = model.view.requests.length;
    assert.ok(shown > 0 && shown <= 60, `${shown}`);
    const waiting = trace.requests.filter(
      ({ queuedMs, sentMs }) => queuedMs <= 520 && (sentMs ?? 0) > 520,
    );
    assert.equal(waitingOnly(trace, model.state), waiting.length);
  });
});
