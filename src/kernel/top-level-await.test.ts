import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import ts from 'typescript';
import { findTopLevelAwait } from './top-level-await.ts';
import type { TypeScript } from './typescript.ts';

const compiler: TypeScript = ts;

/** So that it is parsed as a module. */
const prefix = 'export {};\n';

function find(source: string): number | undefined {
  const latest = ts.ScriptTarget.ESNext;
  const file = ts.createSourceFile('cell.ts', prefix + source, latest);
  return findTopLevelAwait(compiler, file);
}

suite('a top-level await', () => {
  const seen: readonly (readonly [source: string, at: number])[] = [
    ['await (load());', 0],
    ['const [a] = await [1];', 12],
    ['for await (const row of rows) {}', 4],
    ['if (true) { await (1); }', 12],
    ['{ await using agent = open(); }', 2],
    ['class A extends (await load()) {}', 17],
    ['class A { [await name()]() {} }', 11],
    ['@(await load()) class A {}', 2],
    ['class A { @(await load()) b() {} }', 12],
    ['const page = { title: await (load()) };', 22],
  ];
  for (const [source, at] of seen) {
    test(`is found in ${source}`, () => {
      assert.equal(find(source), prefix.length + at);
    });
  }

  const unseen = [
    'load();',
    'async function f() { await load(); }',
    'const f = async () => { for await (const row of rows) {} };',
    '{ using agent = open(); }',
    'class A { async load() { await 1; } }',
    'class A { b = async () => { await 1; } }',
    'for (const row of rows) {}',
  ];
  for (const source of unseen) {
    test(`is not in ${source}`, () => {
      assert.equal(find(source), undefined);
    });
  }
});
