import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import {
  errorOf,
  outputOf,
  printed,
  startKernelSession,
  type KernelSession,
} from './kernel-session.ts';

/** What today's TypeScript can, in cells: each runs after those before it. */
let kernel: KernelSession;

before(async () => {
  kernel = await startKernelSession();
});
after(() => kernel.close());

/** Runs cells that must not fail, and gives what the last one printed. */
const output = (...cells: readonly string[]) => outputOf(kernel, ...cells);

const closing = (name: string) =>
  `{ name: '${name}', [Symbol.dispose]() { console.log('closed ${name}') } }`;
const closingLater = (name: string) =>
  `{ name: '${name}', async [Symbol.asyncDispose]() { await null; console.log('closed ${name}') } }`;

type Cells = readonly [...cells: string[], expected: string];

const running: Readonly<Record<string, Cells>> = {
  'using at top level': [`using a = ${closing('a')};\na.name`, 'closed a\na\n'],
  'await using at top level': [
    `await using b = ${closingLater('b')};\nb.name`,
    'closed b\nb\n',
  ],
  'a name that was closed is still there': [
    `using c = ${closing('c')};`,
    'c.name',
    'c\n',
  ],
  'using in a block': [
    `{ using d = ${closing('d')}; console.log(d.name); }`,
    'd\nclosed d\n',
  ],
  'using in a loop': [
    `for (const name of ['e', 'f']) { using it = { [Symbol.dispose]() { console.log('closed ' + name) } }; console.log(name); }`,
    'e\nclosed e\nf\nclosed f\n',
  ],
  'for (using … of …)': [
    `for (using it of [${closing('g')}]) console.log(it.name);`,
    'g\nclosed g\n',
  ],
  'await using in an async function': [
    `async function visit() { await using h = ${closingLater('h')}; return h.name; }\nawait visit()`,
    'closed h\nh\n',
  ],
  'AsyncDisposableStack across cells': [
    'const stack = new AsyncDisposableStack();',
    `const held = stack.use(${closingLater('held')});`,
    'await stack.disposeAsync(); stack.disposed',
    'closed held\ntrue\n',
  ],
  NoInfer: [
    'function pick<T extends string>(all: T[], one: NoInfer<T>): T { return all.includes(one) ? one : all[0] as T; }\npick(["x", "y"], "y")',
    'y\n',
  ],
  'inferred type predicates': [
    'const numbers: number[] = [1, undefined, 2].filter((n) => n !== undefined);\nnumbers',
    '[ 1, 2 ]\n',
  ],
  'const type parameters': [
    'function list<const T extends readonly unknown[]>(items: T): T { return items; }\nconst pair: readonly ["a", 1] = list(["a", 1]);\npair',
    "[ 'a', 1 ]\n",
  ],
  satisfies: [
    'const limits = { perHost: 5 } satisfies Record<string, number>;\nlimits.perHost.toFixed(1)',
    '5.0\n',
  ],
  'standard decorators': [
    'function log(method: () => number, context: ClassMethodDecoratorContext) { return function (this: unknown) { console.log(String(context.name)); return method.call(this as never); }; }\nclass Counter { @log count() { return 3; } }\nnew Counter().count()',
    'count\n3\n',
  ],
  enums: ['enum Colour { Red, Green = 5 }\nColour[5]', 'Green\n'],
  'enums in a later cell': ['enum Side { Left = "l" }', 'Side.Left', 'l\n'],
  namespaces: ['namespace Units { export const ms = 1; }\nUnits.ms', '1\n'],
  'a namespace two cells later': [
    'namespace Lengths { export const mm = 1; }',
    '1',
    'Lengths.mm',
    '1\n',
  ],
  'a local export list': [
    'const listed = 4; export { listed };',
    'listed',
    '4\n',
  ],
  'an .mts file': ["import { m } from './m.mts';\nm", '6\n'],
  'files that share a class with one imported later': [
    "import { thing } from './made.ts';",
    "import { isThing } from './asked.ts';\nisThing(thing)",
    'true\n',
  ],
  'iterator helpers': [
    '[1, 2, 3].values().map((n) => n * 2).filter((n) => n > 2).toArray()',
    '[ 4, 6 ]\n',
  ],
  'Promise.try': ['await Promise.try(() => 7)', '7\n'],
  'Promise.withResolvers': [
    'const { promise, resolve } = Promise.withResolvers<number>(); resolve(8); await promise',
    '8\n',
  ],
  'Set methods': ['new Set([1, 2]).union(new Set([3])).size', '3\n'],
  'JSON with an attribute': [
    "import data from './data.json' with { type: 'json' };\ndata.list.length",
    '2\n',
  ],
  'JSON without one': [
    "import plain from './data.json';\nplain.list.length.toFixed(1)",
    '2.0\n',
  ],
  'a file with its ending': [
    "import { words } from './words.ts';\nwords(5)",
    '5 ms\n',
  ],
  'a file that ends in a call': [
    "import { v } from './ends-in-a-call';\nv",
    '3\n3\n',
  ],
  'a file from above': [
    "import { double } from '../.kernel-above/double.ts';\ndouble(4)",
    '8\n',
  ],
  'a .tsx file': ["import { el } from './comp';\nel[0]", 'b\n'],
  'export const, and its name in the next cell': [
    'export const exported = 5;\nexport function f() { return 1 }\nexport type Id = number;',
    'const id: Id = exported + f(); id',
    '6\n',
  ],
  'a destructured global': [
    'const { signal } = new AbortController();',
    'signal.aborted.valueOf()',
    'false\n',
  ],
  'a class expression with a private member': [
    'const Timer = class { private left = 3; get() { return this.left; } };',
    'new Timer().get().toFixed(1)',
    '3.0\n',
  ],
  'a type that a package does not export': [
    "import { request } from 'undici';\nconst ask = () => request('http://127.0.0.1:9/');\nconst { compose } = (await import('undici')).getGlobalDispatcher();",
    'typeof ask + typeof compose',
    'functionfunction\n',
  ],
  'a package with a top-level await': [
    "const late = await import('late-package');\nlate.value.toFixed(1)",
    '9.0\n',
  ],
  'types under exports only': [
    "import { shape } from 'typed-package';\nshape.sides.toFixed(1)",
    '4.0\n',
  ],
  'a type from a file that the package does not offer': [
    "import { hide } from 'typed-package';\nconst hidden = hide();",
    'const six: number = hidden.n;\n// @ts-expect-error -- it is a number\nconst text: string = hidden.n;\nsix',
    '6\n',
  ],
  'a type that stays inside of its file': [
    "import { inner } from 'typed-package';\nconst inside = inner();",
    '// @ts-expect-error -- it is a text\nconst length: number = inside.colour;\ninside.colour',
    'red\n',
  ],
  'a subpath of a package': [
    "import { deep } from 'typed-package/deep';\ndeep.toFixed(1)",
    '1.0\n',
  ],
  'types a condition': [
    "import { dual } from 'dual-package';\ndual.toFixed(1)",
    '2.0\n',
  ],
  'a function without a name': ['(x: number) => x', '[Function (anonymous)]\n'],
  'null, but not undefined': ['undefined', 'null', 'null\n'],
  'a promise that was not awaited': [
    'new Promise(() => undefined)',
    'Promise (still waiting): did you mean await?\n',
  ],
};

suite('cells on TypeScript 6', () => {
  before(() => {
    writeFiles(kernel.folder);
  });

  for (const [name, cells] of Object.entries(running)) {
    test(name, async () => {
      const expected = cells.at(-1) ?? '';
      assert.equal(await output(...cells.slice(0, -1)), expected);
    });
  }

  test('disposes at the end of a cell that throws', async () => {
    const result = await kernel.cell(
      `using last = ${closing('last')};\nthrow new Error('broken');`,
    );
    assert.equal(printed(result), 'closed last\n');
    assert.equal(errorOf(result).evalue, 'broken');
  });

  test('disposes when a loop is interrupted', async () => {
    const [answer] = await kernel.send(
      [
        `{ using looping = ${closing('looping')}; console.log('begun'); for (;;) await null; }`,
      ],
      { interruptAt: 'begun' },
    );
    assert.match(JSON.stringify(answer), /closed looping/);
  });

  test('shows both errors of a SuppressedError', async () => {
    const result = await kernel.cell(
      "using bad = { [Symbol.dispose]() { throw new Error('while closing'); } };\nthrow new Error('at work');",
    );
    const { traceback } = errorOf(result);
    assert.match(traceback, /while closing/);
    assert.match(traceback, /at work/);
  });

  const refused = {
    'null exports': ["import { a } from 'null-package';", /null-package/],
    'a null main entry': ["import { a } from 'null-entry';", /null-entry/],
    'a broken package.json': ["import { a } from 'broken-package';", /broken/],
    'a package that is not there': ["import 'absent';", /absent/],
  } as const;
  for (const [name, [cell, expected]] of Object.entries(refused)) {
    test(`answers with an error: ${name}`, async () => {
      const result = await kernel.cell(cell);
      assert.match(errorOf(result).traceback, expected);
      assert.equal(await output('1 + 1'), '2\n');
    });
  }

  test('a file that was not there can be imported once it is', async () => {
    const cell = "import { late } from './late-file.ts';\nlate";
    const result = await kernel.cell(cell);
    assert.match(errorOf(result).evalue, /TS2307/);
    writeFileSync(
      join(kernel.folder, 'late-file.ts'),
      'export const late = 7;',
    );
    assert.equal(await output(cell), '7\n');
  });

  test('a failing cell leaves what earlier cells declared', async () => {
    await output('let server: string | undefined;');
    await kernel.cell('const half = 1; JSON.parse("{"); const rest = 2;');
    assert.equal(await output('server ?? half'), '1\n');
  });

  test('stays strict', async () => {
    const result = await kernel.cell('const x: number = null;');
    assert.match(errorOf(result).evalue, /TS2322/);
  });
});

/** Modules and packages for the cells above. */
function writeFiles(folder: string): void {
  const files: Readonly<Record<string, string>> = {
    'data.json': '{ "list": [1, 2] }',
    'words.ts': 'export const words = (n: number): string => `${n} ms`;',
    'm.mts': 'export const m = 6;',
    'made.ts': 'export class Thing {}\nexport const thing = new Thing();',
    'asked.ts':
      "import { Thing } from './made.ts';\nexport const isThing = (x: unknown) => x instanceof Thing;",
    'ends-in-a-call.ts': 'export const v = 3;\nconsole.log(v);\n',
    '../.kernel-above/double.ts':
      'export const double = (n: number): number => 2 * n;',
    'comp.tsx':
      'declare global { namespace JSX { interface IntrinsicElements { b: object } } }\nconst React = { createElement: (...a: unknown[]) => a };\nexport const el = <b>hi</b>;\n',
    'node_modules/late-package/package.json':
      '{ "name": "late-package", "type": "module", "exports": { "types": "./i.d.ts", "default": "./i.js" } }',
    'node_modules/late-package/i.js': 'await null;\nexport const value = 9;',
    'node_modules/late-package/i.d.ts': 'export const value: number;',
    'node_modules/typed-package/package.json':
      '{ "name": "typed-package", "type": "module", "exports": { ".": { "types": "./t/i.d.ts", "default": "./i.js" }, "./deep": { "types": "./t/d.d.ts", "default": "./d.js" } } }',
    'node_modules/typed-package/i.js':
      'export const shape = { sides: 4 };\nexport const hide = () => ({ n: 6 });\nexport const inner = () => ({ colour: "red" });',
    'node_modules/typed-package/d.js': 'export const deep = 1;',
    'node_modules/typed-package/t/i.d.ts':
      "import type { Hidden } from './h.js';\ninterface Inner { colour: string }\nexport const shape: { sides: number };\nexport function hide(): Hidden;\nexport function inner(): Inner;\nexport {};\n",
    'node_modules/typed-package/t/h.d.ts':
      'export interface Hidden { n: number }',
    'node_modules/typed-package/t/d.d.ts': 'export const deep: number;',
    'node_modules/dual-package/package.json':
      '{ "name": "dual-package", "exports": { ".": { "import": { "types": "./i.d.mts", "default": "./i.mjs" }, "require": { "types": "./i.d.cts", "default": "./i.cjs" } } } }',
    'node_modules/dual-package/i.mjs': 'export const dual = 2;',
    'node_modules/dual-package/i.cjs': 'exports.dual = 2;',
    'node_modules/dual-package/i.d.mts': 'export const dual: number;',
    'node_modules/dual-package/i.d.cts': 'export const dual: number;',
    'node_modules/null-package/package.json':
      '{ "name": "null-package", "exports": null }',
    'node_modules/null-entry/package.json':
      '{ "name": "null-entry", "exports": { ".": null } }',
    'node_modules/broken-package/package.json':
      '{ "name": "broken-package", "main": "i.js", }',
    'node_modules/broken-package/i.js': 'exports.a = 1;',
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
}
