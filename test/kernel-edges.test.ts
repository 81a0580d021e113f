import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  errorOf,
  outputOf,
  printed,
  startKernelSession,
  type KernelSession,
} from './kernel-session.ts';

/**
 * Each of tslab's rough edges that the kernel mends, with the issue upstream
 * (https://github.com/yunabe/tslab/issues) where there is one.
 */
let kernel: KernelSession;

before(async () => {
  kernel = await startKernelSession();
});
after(() => kernel.close());

/** Runs cells that must not fail, and gives what the last one printed. */
const output = (...cells: readonly string[]) => outputOf(kernel, ...cells);

describe('names of earlier cells in properties (not reported upstream)', () => {
  it('takes the short form for the earlier variable', async () => {
    await output('const dispatcher = 5; const page = 1; let count = 0;');
    assert.equal(
      await output('({ dispatcher, inner: { page } })'),
      '{ dispatcher: 5, inner: { page: 1 } }\n',
    );
  });

  it('leaves patterns alone, where the name is a property', async () => {
    await output('const answer = { statusCode: 200, headers: { age: 3 } };');
    assert.equal(
      await output(
        'const { statusCode: code, headers: { age } } = answer; [code, age]',
      ),
      '[ 200, 3 ]\n',
    );
    assert.equal(
      await output('const { ...rest } = answer; rest.statusCode'),
      '200\n',
    );
  });

  it('assigns to the earlier variable from a pattern', async () => {
    assert.equal(await output('({ count } = { count: 9 }); count'), '9\n');
    assert.equal(
      await output('({ count = 4 } = {} as { count?: number }); count'),
      '4\n',
    );
    assert.equal(
      await output('({ statusCode: count } = answer); count'),
      '200\n',
    );
  });
});

describe('a learner’s own modules', () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(kernel.folder, name), text);
  };

  it('come with those that they import', async () => {
    write('unit.ts', "export const unit: string = 'ms';");
    write(
      'words.ts',
      "import { unit } from './unit';\nexport const words = (n: number) => `${n} ${unit}`;",
    );
    await output("import { words } from './words';");
    assert.equal(await output('words(5)'), "'5 ms'\n".replaceAll("'", ''));
  });

  it('are told of with their mistakes, and taken again when mended', async () => {
    write('wrong.ts', "export const wrong: number = 'one';");
    const { outputs } = await kernel.cell("import { wrong } from './wrong';");
    assert.match(JSON.stringify(outputs), /not assignable to type 'number'/);
    write('wrong.ts', 'export const wrong: number = 1;');
    await output("import { wrong } from './wrong';");
    assert.equal(await output('wrong'), '1\n');
  });
});

describe('a cell with one top-level await (after issue 16)', () => {
  const awaits = {
    'await (…)': ['await (Promise.resolve(1))', '1\n'],
    'await [..]': ['await [2]', '[ 2 ]\n'],
    'await of a call in place': ['await (async () => 3)()', '3\n'],
    'for await': ['for await (const n of [4, 5]) console.log(n)', '4\n5\n'],
    'await after a declaration': ['const six = await (6); six', '6\n'],
  };
  for (const [name, [code = '', expected = '']] of Object.entries(awaits)) {
    it(`runs ${name}`, async () => {
      assert.equal(await output(code), expected);
    });
  }

  it('still has no top-level await where only a function awaits', async () => {
    assert.equal(
      await output(
        'const later = async () => { await null; return 7 }; typeof later',
      ),
      'function\n',
    );
  });
});

describe('errors (not reported upstream)', () => {
  it('come as error outputs with name, message and the line', async () => {
    const result = await kernel.cell(
      [
        'interface Page { size: number }',
        'function check(page: Page): void {',
        "  if (page.size > 1) throw new RangeError('too large');",
        '}',
        'check({ size: 2 });',
      ].join('\n'),
    );
    const { ename, evalue, traceback } = errorOf(result);
    assert.equal(result.stopped, true);
    assert.deepEqual([ename, evalue], ['RangeError', 'too large']);
    const cell = `cell [${result.executionCount}]`;
    assert.equal(
      traceback,
      [
        '     2 | function check(page: Page): void {',
        ">    3 |   if (page.size > 1) throw new RangeError('too large');",
        '       |                            ^',
        '',
        'RangeError: too large',
        `    at check (${cell}:3:28)`,
        `    at ${cell}:5:1`,
      ].join('\n'),
    );
    assert.equal(printed(result, 'stderr'), '');
  });

  it('have the learner’s own lines after an await and in later cells', async () => {
    const defined = await kernel.cell(
      [
        'type Name = string;',
        '',
        'async function fail(name: Name): Promise<never> {',
        '  await null;',
        '  throw new Error(name);',
        '}',
      ].join('\n'),
    );
    const result = await kernel.cell("// first line\nawait fail('late');");
    const stack = errorOf(result).traceback.split('\n').slice(-3);
    assert.deepEqual(stack, [
      'Error: late',
      `    at fail (cell [${defined.executionCount}]:5:9)`,
      `    at async cell [${result.executionCount}]:2:1`,
    ]);
  });

  it('show their causes and inner errors', async () => {
    const { traceback } = errorOf(
      await kernel.cell(
        "throw new AggregateError([new Error('one'), new Error('two')], 'both', { cause: new TypeError('why') });",
      ),
    );
    assert.match(traceback, /AggregateError: both/);
    assert.match(traceback, /\[cause\]: TypeError: why/);
    assert.match(traceback, /Error: one[^]+Error: two/);
    assert.doesNotMatch(traceback, /node:|tslab|launch/);
  });

  it('say so when something other than an error was thrown', async () => {
    const { ename, evalue } = errorOf(await kernel.cell('throw 42'));
    assert.deepEqual([ename, evalue], ['Thrown', '42']);
  });

  it('are the compiler’s too, with the line and a caret, and only once', async () => {
    const result = await kernel.cell('const n = 1;\nconst text: string = n;');
    const { ename, evalue, traceback } = errorOf(result);
    assert.equal(ename, 'TypeScriptError');
    assert.equal(
      evalue,
      "Type 'number' is not assignable to type 'string'. (TS2322)",
    );
    assert.match(traceback, /:2:7\n.+1 \| const n = 1;\n>.+2 \| const text/);
    assert.match(traceback, /\n {7}\| {7}\^{4}\n/);
    assert.equal(result.outputs.length, 1);
  });

  it('come with the cell’s source and number before them', async () => {
    const [answer] = await kernel.send(["throw new Error('x')"]);
    const [, input] = answer?.messages ?? [];
    assert.equal(input?.type, 'execute_input');
    assert.equal(input.content['code'], "throw new Error('x')");
    assert.equal(answer?.reply['ename'], 'Error');
    assert.equal(
      answer.reply['execution_count'],
      input.content['execution_count'],
    );
  });
});

describe('what follows an error (issue 19)', () => {
  it('runs the cells after one that is expected to raise', async () => {
    const raised = await kernel.cell("throw new Error('seen')", [
      'raises-exception',
    ]);
    assert.equal(raised.stopped, false);
    const failed = await kernel.cell("throw new Error('real')");
    assert.equal(errorOf(failed).evalue, 'real');
    assert.equal(await output("'and on'"), 'and on\n');
  });

  it('aborts what was sent along, and nothing that comes later', async () => {
    const answers = await kernel.send([
      "throw new Error('stop here')",
      "console.log('never')",
      "console.log('never')",
    ]);
    assert.deepEqual(
      answers.map(({ reply }) => reply['status']),
      ['error', 'aborted', 'aborted'],
    );
    assert.equal(await output("'fresh'"), 'fresh\n');
  });

  it('aborts also what came while the failing cell blocked', async () => {
    const answers = await kernel.send([
      "const end = Date.now() + 300; while (Date.now() < end); throw new Error('x')",
      "console.log('never')",
    ]);
    assert.equal(answers[1]?.reply['status'], 'aborted');
  });

  it('goes on where the front end asks for it', async () => {
    const answers = await kernel.send(
      ["throw new Error('go on')", "console.log('on')"],
      { stopOnError: false },
    );
    assert.deepEqual(
      answers.map(({ reply }) => reply['status']),
      ['error', 'ok'],
    );
  });
});

describe('types in cells (issue 25)', () => {
  it('are strict', async () => {
    const untyped = errorOf(await kernel.cell('const twice = (x) => x * 2;'));
    assert.match(untyped.evalue, /implicitly has an 'any' type/);
    const missing = errorOf(
      await kernel.cell('[1].find((n) => n > 1).toFixed()'),
    );
    assert.match(missing.evalue, /possibly 'undefined'/);
  });

  it('know what Node 26 has and TypeScript 5.0 does not', async () => {
    const printedText = await output(
      [
        'const { promise, resolve } = Promise.withResolvers<number>();',
        'resolve(3);',
        'const numbers: number[] = await Array.fromAsync([2, promise]);',
        'const either: AbortSignal = AbortSignal.any([AbortSignal.timeout(1)]);',
        'const open: AsyncDisposable = { async [Symbol.asyncDispose]() {} };',
        "[numbers.toSorted((a, b) => b - a), Object.groupBy([1], () => 'all')]",
      ].join('\n'),
    );
    assert.equal(
      printedText,
      '[ [ 3, 2 ], [Object: null prototype] { all: [ 1 ] } ]\n',
    );
  });

  it('know Node’s iterators, so that a stream can be looped over', async () => {
    await output("import { Readable } from 'node:stream';");
    const printedText = await output(
      [
        "for await (const chunk of Readable.from(['a', 'b'])) {",
        '  console.log(chunk);',
        '}',
      ].join('\n'),
    );
    assert.equal(printedText, 'a\nb\n');
  });

  it('cover undici and the global fetch', async () => {
    await output("import { Agent, request } from 'undici';");
    assert.equal(
      await output(
        'const agent: Agent = new Agent(); await agent.close(); [typeof request, typeof fetch]',
      ),
      "[ 'function', 'function' ]\n",
    );
  });
});

describe('packages in cells', () => {
  it('may name their types under exports only', async () => {
    await output("import PQueue from 'p-queue';");
    await output('const queue = new PQueue({ concurrency: 1 });');
    const printedText = await output(
      'const three: number = await queue.add(() => 3); three',
    );
    assert.equal(printedText, '3\n');
  });
});

describe('errors that nobody catches', () => {
  it('are shown under the cell in one piece, and the kernel lives', async () => {
    const result = await kernel.cell("void Promise.reject(new Error('lost'));");
    const text = `Unhandled rejection: Error: lost\n    at cell [${result.executionCount}]:1:21\n`;
    assert.equal(printed(result, 'stderr'), text);
    assert.equal(result.outputs.length, 1);
    const thrown = await kernel.cell(
      "setImmediate(() => { throw new Error('stray') }); await new Promise((r) => setTimeout(r, 20));",
    );
    assert.match(printed(thrown, 'stderr'), /^Uncaught: Error: stray\n/);
    assert.equal(await output("'alive'"), 'alive\n');
  });
});

describe('much output at once', () => {
  it('arrives in full and in order, and the kernel lives', async () => {
    const numbers = Array.from({ length: 1500 }, (_, index) => index);
    assert.equal(
      await output(
        'for (let line = 0; line < 1500; line += 1) console.log(line);',
      ),
      numbers.map((line) => `${line}\n`).join(''),
    );
  });
});

describe('what front ends ask besides', () => {
  it('completes names, and members of earlier variables', async () => {
    await output('const waterfall = { width: 3, height: 4 };');
    const code = 'waterfall.wid';
    const { matches } = await kernel.request('complete', code, code.length);
    assert.deepEqual(matches, ['width']);
  });

  it('tells the type under the cursor', async () => {
    const reply = await kernel.request('inspect', 'waterfall', 4);
    assert.match(JSON.stringify(reply['data']), /width: number/);
  });

  it('says truthfully what it is', async () => {
    const info = await kernel.request('kernel_info');
    assert.equal(info['status'], 'ok');
    assert.deepEqual(
      [info['implementation'], info['implementation_version']],
      ['tslab', '1.0.22'],
    );
    assert.match(
      JSON.stringify(info['language_info']),
      /"typescript","version":"6\.0\.3"/,
    );
  });

  it('shows all forms of one output at once, and replaces it in place', async () => {
    const result = await kernel.cell(
      [
        "const host = (globalThis as any)[Symbol.for('async-lab.kernel')];",
        "host.publish({ 'text/html': '<b>1</b>', 'text/plain': 'one' }, 'a');",
        "host.publish({ 'text/html': '<b>2</b>', 'text/plain': 'two' }, 'a');",
        "host.publish({ 'text/plain': 'other' });",
      ].join('\n'),
    );
    assert.deepEqual(
      result.outputs.map(({ data }) => data),
      [
        { 'text/html': '<b>2</b>', 'text/plain': 'two' },
        { 'text/plain': 'other' },
      ],
    );
  });
});
