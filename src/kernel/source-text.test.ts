import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import compiler from 'typescript';
import { adviceForCell, withoutExports } from './source-text.ts';

suite('exports of a cell', () => {
  const cases = {
    'export const a = 5;': '       const a = 5;',
    'export async function f() {}': '       async function f() {}',
    'export type T = 1; export { a };': '       type T = 1;              ',
    'export {\n  a,\n};\na': '        \n    \n  \na',
    "export { a } from 'b';": "export { a } from 'b';",
    'export default 5;': 'export default 5;',
    '// export const a': '// export const a',
  };
  for (const [source, expected] of Object.entries(cases)) {
    test(source, () => {
      assert.equal(withoutExports(compiler, source), expected);
    });
  }
});

suite('a cell for another kernel', () => {
  const foreign = [
    '!ls',
    '! npm install x',
    '%time f()',
    '%%bash\nls',
    '\n%cd',
  ];
  for (const source of foreign) {
    test(`is known by ${JSON.stringify(source)}`, () => {
      assert.ok(adviceForCell(compiler, source));
    });
  }

  for (const source of ['{ a: 1, b: 2 }', " {\n  a: { b: 'c' },\n} "]) {
    test(`is an object without parentheses: ${JSON.stringify(source)}`, () => {
      assert.match(adviceForCell(compiler, source) ?? '', /parentheses/);
    });
  }

  const own = [
    '{ const a: string = 1 }',
    '{ a: 1 } }',
    '!done && start()',
    'const a = 5 %\nb',
    'if (\n  !ls) f()',
  ];
  for (const source of own) {
    test(`is not ${JSON.stringify(source)}`, () => {
      assert.equal(adviceForCell(compiler, source), undefined);
    });
  }
});
