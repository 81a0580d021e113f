import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createScriptCarrier } from './page-script.ts';

/** Runs cells by their names, and gives those that brought the script. */
function carriers(cellIds: readonly string[]): string[] {
  const isNeeded = createScriptCarrier();
  return cellIds.filter((cellId) =>
    isNeeded({ cellId, signal: new AbortController().signal }),
  );
}

suite('the script of a notebook', () => {
  test('comes with the first output, and serves those of all other cells', () => {
    assert.deepEqual(carriers(['a', 'b', 'c']), ['a']);
  });

  test('comes once for all outputs of a cell', () => {
    const isNeeded = createScriptCarrier();
    const { signal } = new AbortController();
    assert.ok(isNeeded({ cellId: 'a', signal }));
    assert.ok(!isNeeded({ cellId: 'a', signal }));
  });

  test('comes again when the cell that had it runs again', () => {
    assert.deepEqual(carriers(['a', 'b', 'a']), ['a', 'a']);
  });

  test('comes again with any cell that runs again, since the one that had it may be deleted', () => {
    assert.deepEqual(carriers(['a', 'b', 'b', 'c']), ['a', 'b']);
  });

  test('comes once for each time that all cells run', () => {
    const cells = ['a', 'b', 'c'];
    assert.deepEqual(carriers([...cells, ...cells, ...cells]), ['a', 'a', 'a']);
  });
});
