import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import {
  printed,
  startKernelSession,
  type KernelSession,
} from './kernel-session.ts';

/**
 * Odd cells: whatever they do, each gets a reply, and the kernel its next cell.
 * `FUZZ_CELLS=5000` makes more of them, `FUZZ_SEED` others.
 */
const cellCount = Number(process.env['FUZZ_CELLS'] ?? 400);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const batchSize = 40;

/** A generator of numbers by Steele, Lea and Flood ("SplitMix"), 32 bits. */
function createRandom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** Values that throw, lie or never end when they are looked at. */
const oddValues = [
  '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()',
  'new Proxy({}, { get() { throw new Error("trap"); }, getPrototypeOf() { throw new Error("trap"); }, ownKeys() { throw new Error("trap"); } })',
  'new Proxy(new Error("inner"), { get() { throw new Error("trap"); } })',
  '{ get message(): string { throw new Error("getter"); } }',
  'Object.defineProperty(new Error("m"), "message", { get() { throw new Error("getter"); } })',
  'Object.defineProperty(new Error("m"), "name", { get() { throw new Error("getter"); } })',
  'Object.defineProperty(new Error("m"), "stack", { get() { throw new Error("getter"); } })',
  'Object.defineProperty(new Error("m"), "cause", { get() { throw new Error("getter"); } })',
  'Object.assign(new Error("m"), { stack: 5, name: Symbol("n"), message: null })',
  '{ [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("inspect"); } }',
  '{ [Symbol.toPrimitive]() { throw new Error("primitive"); }, toString() { throw new Error("text"); } }',
  '{ get [Symbol.toStringTag](): string { throw new Error("tag"); } }',
  'Object.create(null)',
  'Object.freeze(new Error("frozen"))',
  'class extends Error { get name(): string { throw 1; } }',
  'new (class extends Error { override get name(): string { throw 1; } })("m")',
  '(() => { const e: any = new Error("loop"); e.cause = e; e.errors = [e]; return e; })()',
  'new AggregateError([new Error("a"), null, 5], "many")',
  'new SuppressedError(null, undefined, "both")',
  'new DOMException("gone", "AbortError")',
  'Symbol("odd")',
  '10n',
  'undefined',
  'null',
  '"x".repeat(100_000)',
  '{ then() { throw new Error("thenable"); } }',
  '{ then(ok: (value: unknown) => void) { ok(5); } }',
  'new Promise(() => undefined)',
  'Promise.reject(new Error("rejected"))',
  '(() => { const a: any[] = []; a.push(a); return a; })()',
  'Array.from({ length: 5 }, () => new Map([[{}, new Set([[]])]]))',
  'globalThis',
  'process',
];

/** What a cell may do with such a value. */
const deliveries = [
  (value: string) => `throw ${value};`,
  (value: string) => `await null; throw ${value};`,
  (value: string) => `(${value})`,
  (value: string) => `console.log(${value})`,
  (value: string) => `setTimeout(() => { throw ${value}; }, 0); 1`,
  (value: string) => `void Promise.reject(${value}); 2`,
  (value: string) => `queueMicrotask(() => { throw ${value}; }); 3`,
  (value: string) => `process.nextTick(() => { throw ${value}; }); 4`,
  (value: string) => `export const odd: unknown = ${value};`,
  (value: string) => `using it = { [Symbol.dispose]() { throw ${value}; } };`,
  (value: string) =>
    `await using it = { async [Symbol.asyncDispose]() { throw ${value}; } }; throw new Error("first");`,
  (value: string) =>
    `for await (const one of (async function* () { throw ${value}; })()) one;`,
  (value: string) => `import('node:fs').then(() => { throw ${value}; })`,
  (value: string) => `process.emit('warning', ${value} as never)`,
];

const fragments = [
  'const a = 1;',
  'let',
  'await',
  'async',
  '=>',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '`',
  '${',
  "'",
  '"',
  '/*',
  '*/',
  '//',
  '@d',
  'class A',
  'extends',
  'export',
  'default',
  'export * from "x"',
  'import',
  'import type',
  'from "./none"',
  'type T =',
  'interface I',
  'enum E { A }',
  'namespace N',
  'declare module "m"',
  'return 1',
  'break',
  'yield',
  'new.target',
  'import.meta',
  'super()',
  'with (a)',
  'using x = null;',
  'await using y = null;',
  'label:',
  '<div>',
  '<!--',
  '#!',
  '\u0000',
  '\uFEFF',
  '😀',
  '日本',
  '\\u{110000}',
  '0b2',
  '1__0',
  '/(/',
  '?.',
  '??=',
  '...',
  ';',
  '\n',
  '\t',
  'exports.a = 1',
  'require("x")',
  'arguments',
  'eval("1")',
  'this',
  'delete globalThis.console',
];

function oddCell(random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  if (random() < 0.6) return pick(deliveries)(pick(oddValues));
  const length = 1 + Math.floor(random() * 8);
  return Array.from({ length }, () => pick(fragments)).join(' ');
}

suite('whatever a cell does, it gets an answer', () => {
  let kernel: KernelSession;
  before(async () => {
    kernel = await startKernelSession();
  });
  after(() => kernel.close());

  async function isAlive(after: string): Promise<void> {
    const result = await kernel.cell('40 + 2');
    assert.match(printed(result), /^42$/m, after);
  }

  test(`${cellCount} odd cells`, async () => {
    const random = createRandom(seed);
    for (let done = 0; done < cellCount; done += batchSize) {
      const cells = Array.from({ length: batchSize }, () => oddCell(random));
      const answers = await kernel.send(cells, { stopOnError: false });
      const statuses = answers.map(({ reply }) => reply['status']);
      for (const [index, status] of statuses.entries()) {
        assert.match(String(status), /^(ok|error)$/, cells[index] ?? '');
      }
      await isAlive(cells.join('\n---\n'));
    }
  });

  const large: Readonly<Record<string, string>> = {
    'a recursion without an end':
      'const down = (): number => 1 + down(); down()',
    '2,000 nested parentheses': `${'('.repeat(2000)}1${')'.repeat(2000)}`,
    'a sum of 10,000 terms': Array.from({ length: 10_000 }, () => '1').join(
      ' + ',
    ),
    'a line of 1 MB': `const text = '${'x'.repeat(1_000_000)}'; text.length`,
    'a type without an end':
      'type Deep<T> = { [K in keyof T]: Deep<Deep<T>> }; const deep: Deep<{ a: 1 }> = null!; deep',
  };
  for (const [name, code] of Object.entries(large)) {
    test(name, async () => {
      await kernel.cell(code);
      await isAlive(name);
    });
  }

  const packages: Readonly<Record<string, string>> = {
    'null exports': '{ "name": "p0", "exports": null }',
    'a null entry': '{ "name": "p1", "exports": { ".": null } }',
    'a list': '[]',
    'a number': '5',
    'a comma too many': '{ "name": "p4", }',
    nothing: '',
    'a main that is a number': '{ "main": 5, "types": {} }',
    'exports in a circle':
      '{ "exports": { ".": { "import": { "default": [] } } } }',
    'a main that is a folder': '{ "main": "." }',
    'types that are not there':
      '{ "types": "./none.d.ts", "main": "./none.js" }',
  };
  for (const [index, [name, manifest]] of Object.entries(packages).entries()) {
    test(`a package with ${name}`, async () => {
      const folder = join(kernel.folder, 'node_modules', `p${index}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), manifest);
      await kernel.cell(`import * as p from 'p${index}';\np`);
      await kernel.cell(`await import('p${index}')`);
      await isAlive(name);
    });
  }

  const files: Readonly<Record<string, string>> = {
    'a call at the end': 'export const v = 3;\nconsole.log(v);',
    'a syntax error': 'export const = ;',
    'an import of itself': "export * from './f2';\nexport const v = 1;",
    'a throw': 'throw null;',
    nothing: '',
    'an import that is not there': "import './nowhere';",
    bytes: '\u0000\u0001\uFFFE',
    'a top-level await': 'export const v = await Promise.resolve(1);',
  };
  for (const [index, [name, text]] of Object.entries(files).entries()) {
    test(`a file with ${name}`, async () => {
      writeFileSync(join(kernel.folder, `f${index}.ts`), text);
      await kernel.cell(`import * as f from './f${index}';\nf`);
      await kernel.cell(`await import('./f${index}.ts')`);
      await isAlive(name);
    });
  }

  test('odd messages', async () => {
    const values = [null, 5, -1, 1e99, '', 'x', [], {}, true, '\u0000', 'é'];
    const fields = [
      'code',
      'cursor_pos',
      'silent',
      'store_history',
      'user_expressions',
      'stop_on_error',
      'detail_level',
      'comm_id',
    ];
    const types = [
      'execute_request',
      'complete_request',
      'inspect_request',
      'is_complete_request',
      'history_request',
      'comm_info_request',
      'kernel_info_request',
    ];
    const random = createRandom(seed);
    const pick = <Item>(items: readonly Item[]): Item =>
      items[Math.floor(random() * items.length)] as Item;
    for (let count = 0; count < 150; count += 1) {
      const content = Object.fromEntries(
        Array.from({ length: 4 }, () => [pick(fields), pick(values)]),
      );
      const { reply } = await kernel.message(pick(types), content);
      assert.ok(reply, JSON.stringify(content));
    }
    await isAlive('odd messages');
  });
});
