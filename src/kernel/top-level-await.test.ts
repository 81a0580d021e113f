import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import ts from 'typescript';
import { topLevelAwaitHint } from './top-level-await.ts';
import type { TypeScript } from './typescript.ts';

const compiler: TypeScript = ts;

/** What tslab puts before a cell, so that it is parsed as a module. */
const prefix = 'export {};\n';

function parse(source: string): never {
  const latest = ts.ScriptTarget.ESNext;
  return ts.createSourceFile('cell.ts', prefix + source, latest) as never;
}

function hintFor(source: string) {
  return topLevelAwaitHint(compiler, parse(source));
}

suite('the hint at a top-level await', () => {
  const seen: readonly (readonly [source: string, at: number])[] = [
    ['await (load());', 0],
    ['const [a] = await [1];', 12],
    ['for await (const row of rows) {}', 4],
    ['if (true) { await (1); }', 12],
    ['{ await using agent = open(); }', 2],
    ['const page = { title: await (load()) };', 22],
  ];
  for (const [source, at] of seen) {
    test(`is given for ${source}`, () => {
      assert.equal(hintFor(source)?.start, prefix.length + at);
    });
  }

  const unseen = [
    'load();',
    'async function f() { await load(); }',
    'const f = async () => { for await (const row of rows) {} };',
    '{ using agent = open(); }',
    'class A { async load() { await 1; } }',
    'for (const row of rows) {}',
  ];
  for (const source of unseen) {
    test(`is not given for ${source}`, () => {
      assert.equal(hintFor(source), undefined);
    });
  }
});
