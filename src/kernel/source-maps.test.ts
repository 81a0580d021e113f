import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import ts from 'typescript';
import { createEmitLog } from './source-maps.ts';
import type { TypeScript } from './typescript.ts';

const compiler: TypeScript = ts;

/** Compiles as tslab does: to a module first, and that to CommonJS. */
function compileTwice(cell: string) {
  const log = createEmitLog();
  const first = ts.transpileModule(`export {};\n${cell}`, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ESNext,
      inlineSourceMap: true,
    },
  });
  const { outputText } = log.transpile(compiler, first.outputText, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS as never,
      target: ts.ScriptTarget.ESNext as never,
    },
  });
  return { outputText, lookUp: log.latestLookup() };
}

/** Where a text first stands in a source, counted from 1. */
function placeOf(source: string, text: string) {
  const before = source.slice(0, source.indexOf(text)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

suite("a compiled cell's places", () => {
  const cell = [
    'interface Page {',
    '  title: string;',
    '}',
    'function fail(page: Page): never {',
    '  throw new Error(page.title);',
    '}',
  ].join('\n');

  test('lead back to the cell through both steps', () => {
    const { outputText, lookUp } = compileTwice(cell);
    assert.deepEqual(lookUp(placeOf(outputText, 'throw new')), {
      line: 5,
      column: 3,
    });
  });

  test('are nowhere in the cell where the compiler added the line', () => {
    const { lookUp } = compileTwice(cell);
    assert.equal(lookUp({ line: 1, column: 1 }), undefined);
  });

  test('leave no map in what runs', () => {
    assert.doesNotMatch(compileTwice(cell).outputText, /sourceMappingURL/);
  });
});
