import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import {
  errorOf,
  outputOf,
  startKernelSession,
  type Answer,
  type KernelSession,
} from './kernel-session.ts';

/** What front ends ask for, and what they count on, by protocol 5.3. */
let kernel: KernelSession;

before(async () => {
  kernel = await startKernelSession();
});
after(() => kernel.close());

/** Runs cells that must not fail, and gives what the last one printed. */
const output = (...cells: readonly string[]) => outputOf(kernel, ...cells);

/** What one execution printed, at once or late. */
function printedIn({ messages }: Answer | undefined = empty): string {
  return messages
    .filter(({ type }) => type === 'stream')
    .map(({ content }) => String(content['text']))
    .join('');
}
const empty: Answer = { messages: [], reply: {} };

suite('messages', () => {
  test('a comm to a target that is not known is closed', async () => {
    const content = { comm_id: 'c1', target_name: 'nope', data: {} };
    const { messages } = await kernel.message('comm_open', content, false);
    const closed = messages.find(({ type }) => type === 'comm_close');
    assert.equal(closed?.content['comm_id'], 'c1');
  });

  test('what is not stored is not counted', async () => {
    const count = async (content: object) => {
      const { reply } = await kernel.message('execute_request', content);
      return Number(reply['execution_count']);
    };
    const before = await count({ code: '1' });
    assert.equal(await count({ code: '1', store_history: false }), before);
    assert.equal(await count({ code: '1', silent: true }), before);
    assert.equal(await count({ code: '1' }), before + 1);
  });

  test('expressions are answered, each with its value or its error', async () => {
    const { reply } = await kernel.message('execute_request', {
      code: 'const base = 5',
      user_expressions: {
        good: 'base + 1',
        bad: 'base.nope',
        raised: 'JSON.parse("")',
      },
    });
    const results = reply['user_expressions'] as Record<
      string,
      { status: string; ename?: string; data?: Record<string, string> }
    >;
    assert.deepEqual(results['good']?.data, { 'text/plain': '6' });
    assert.equal(results['bad']?.ename, 'TypeScriptError');
    assert.equal(results['raised']?.ename, 'SyntaxError');
  });

  test('types that are not known do not disturb', async () => {
    for (const type of ['constructor', 'no_such_request', '__proto__']) {
      await kernel.request('kernel_info');
      const message = kernel.message('comm_msg', { comm_id: type }, false);
      await message;
    }
    assert.equal(await output('1 + 1'), '2\n');
  });

  test('fields of the wrong type do not disturb', async () => {
    const { reply } = await kernel.message('execute_request', {
      code: 5,
      user_expressions: 'none',
    });
    assert.equal(reply['status'], 'ok');
    const completed = await kernel.message('complete_request', { code: null });
    assert.equal(completed.reply['status'], 'ok');
  });
});

suite('completion and inspection', () => {
  const complete = (code: string, at?: number) =>
    kernel.request('complete', code, at ?? Array.from(code).length);
  const inspect = async (code: string) => {
    const reply = await kernel.request(
      'inspect',
      code,
      Array.from(code).length,
    );
    return (reply['data'] as Record<string, string>)['text/plain'] ?? '';
  };

  test('count code points: an emoji before the cursor is one', async () => {
    await output('const obj = { alpha: 1 }');
    const reply = await complete('"😀"; obj.');
    assert.deepEqual(reply['matches'], ['alpha']);
    assert.equal(reply['cursor_start'], 9);
  });

  test('know the names of modules', async () => {
    const reply = await complete("import { request } from 'undi");
    assert.ok((reply['matches'] as string[]).includes('undici'));
    assert.equal(reply['cursor_start'], 25);
  });

  test('show a signature inside the parentheses of a call', async () => {
    await output("import { Agent, request } from 'undici';");
    assert.match(await inspect('await request('), /^request<null>\(url/);
    assert.match(await inspect("request('http://127.0.0.1/', "), /request/);
    assert.match(await inspect('new Agent('), /Agent/);
  });

  test('show descriptions, with what is returned and thrown', async () => {
    await output(
      '/**\n * Doubles it.\n * @param n what is doubled\n * @returns twice as much\n * @throws RangeError never\n */\nfunction double(n: number) { return 2 * n; }',
    );
    assert.equal(
      await inspect('double('),
      [
        'function double(n: number): number',
        'Doubles it.',
        '@param n what is doubled\n@returns twice as much\n@throws RangeError never',
      ].join('\n\n'),
    );
  });

  test('show nothing where there is nothing', async () => {
    assert.equal(await inspect(''), '');
    assert.equal(await inspect('// a comment'), '');
  });
});

suite('whether a cell is complete', () => {
  const cases: readonly (readonly [code: string, status: string])[] = [
    ['1 + 1', 'complete'],
    ['', 'complete'],
    ['const a = `one\n${2}`', 'complete'],
    ['await Promise.all([])', 'complete'],
    ['const a = `one', 'incomplete'],
    ['const a = `one ${', 'incomplete'],
    ['if (true) {', 'incomplete'],
    ['request(url, [', 'incomplete'],
    ['const a =', 'incomplete'],
    ['/* a comment', 'incomplete'],
    ['@log', 'incomplete'],
    ['const a = "one', 'invalid'],
    ['const const', 'invalid'],
    ['}', 'invalid'],
  ];
  for (const [code, status] of cases) {
    test(`${JSON.stringify(code)} is ${status}`, async () => {
      const reply = await kernel.request('is_complete', code);
      assert.equal(reply['status'], status);
    });
  }

  test('says how far the next line goes in', async () => {
    const reply = await kernel.request('is_complete', '  for (;;) {');
    assert.equal(reply['indent'], '    ');
  });
});

suite('output', () => {
  test('that comes late goes under the cell that made it', async () => {
    const [first, second] = await kernel.send(
      [
        "const a = setTimeout(() => console.log('from the first'), 300);",
        "const b = setTimeout(() => console.log('from the second'), 400); await new Promise((done) => setTimeout(done, 350));",
      ],
      { waitFor: ['from the first', 'from the second'] },
    );
    assert.equal(printedIn(first), 'from the first\n');
    assert.equal(printedIn(second), 'from the second\n');
  });

  test('of a worker goes under the cell that started it', async () => {
    const [first, second] = await kernel.send(
      [
        "import { Worker } from 'node:worker_threads';\nconst worker = new Worker('setTimeout(() => console.log(\"from the worker\"), 200)', { eval: true });",
        "console.log('meanwhile')",
      ],
      { waitFor: ['from the worker', 'meanwhile'] },
    );
    assert.equal(printedIn(first), 'from the worker\n');
    assert.equal(printedIn(second), 'meanwhile\n');
  });

  test('of a child process goes under the cell that started it, however late', async () => {
    const [first, second] = await kernel.send(
      [
        "import { spawn, fork } from 'node:child_process'; import { writeFileSync } from 'node:fs';\nwriteFileSync('forked.cjs', 'setTimeout(() => console.log(`from the fork`), 200)');\nspawn('sleep 0.2; echo from the child; echo aside >&2', { shell: true, stdio: 'inherit' }); fork('./forked.cjs'); 0",
        "console.log('meanwhile')",
      ],
      { waitFor: ['from the child', 'from the fork', 'aside', 'meanwhile'] },
    );
    const lines = printedIn(first).split('\n').sort();
    assert.deepEqual(lines, [
      '',
      '0',
      'aside',
      'from the child',
      'from the fork',
    ]);
    assert.equal(printedIn(second), 'meanwhile\n');
  });

  test('of a child that a cell waits for goes under that cell', async () => {
    const calls = [
      "execSync('echo one', { stdio: 'inherit' })",
      "execFileSync('sh', ['-c', 'echo one; exit 3'], { stdio: ['ignore', 1, 'pipe'] })",
      "spawnSync('sh', ['-c', 'echo one'], { stdio: [0, process.stdout, 'inherit'] }).stdout",
    ];
    for (const call of calls) {
      const [answer] = await kernel.send([
        `import * as children from 'node:child_process';\nconst { execSync, execFileSync, spawnSync } = children; let seen: unknown; try { seen = ${call}; } catch {} console.log(seen);`,
      ]);
      assert.match(printedIn(answer), /^one\n(?:null|undefined)\n$/);
    }
  });

  test('comes under its cell after that has failed', async () => {
    const [first, second] = await kernel.send(
      [
        "setTimeout(() => console.log('afterwards'), 200); throw new Error('broken');",
        "console.log('next')",
      ],
      { stopOnError: false, waitFor: ['afterwards', 'next'] },
    );
    assert.equal(printedIn(first), 'afterwards\n');
    assert.equal(printedIn(second), 'next\n');
  });

  test('of 200,000 lines is whole, in few messages', async () => {
    const [answer] = await kernel.send([
      "for (let i = 0; i < 200_000; i += 1) console.log('line', i);",
    ]);
    const text = printedIn(answer);
    assert.equal(text.split('\n').length - 1, 200_000);
    assert.ok(text.endsWith('line 199999\n'));
    assert.ok((answer?.messages.length ?? 0) < 1000);
  });

  test('of 50 MB is cut, and says by how much', async () => {
    const [answer] = await kernel.send([
      "for (let i = 0; i < 50; i += 1) console.log('x'.repeat(1_000_000));",
    ]);
    const text = printedIn(answer);
    assert.ok(text.length < 9_000_000);
    assert.match(text, /42\.\d MB more were printed/);
    assert.equal(await output('1 + 1'), '2\n');
  });

  test('of fake timers is none the later', async () => {
    await output("import { mock } from 'node:test';\nmock.timers.enable();\n1");
    const failed = await kernel.cell("throw new Error('meanwhile')");
    assert.equal(errorOf(failed).evalue, 'meanwhile');
    assert.equal(await output('mock.timers.reset(); 2'), '2\n');
  });

  test('of an error of 20 MB is cut', async () => {
    const result = await kernel.cell("throw new Error('x'.repeat(2e7))");
    assert.ok(JSON.stringify(result).length < 1_000_000);
  });

  test('a chain of microtasks without an end can be interrupted', async () => {
    const [answer] = await kernel.send(
      [
        "console.log('begun'); const chain = () => { queueMicrotask(chain); }; chain();",
      ],
      { interruptAt: 'begun' },
    );
    assert.equal(answer?.reply['status'], 'error');
    assert.equal(await output('1 + 1'), '2\n');
  });

  test('a cell that is interrupted keeps what it had defined', async () => {
    await kernel.send(
      [
        "const kept = 1; const ticker = setInterval(() => undefined, 50); console.log('begun'); await new Promise(() => undefined); const neverReached = 2;",
      ],
      { interruptAt: 'begun' },
    );
    assert.equal(await output('clearInterval(ticker); kept'), '1\n');
    const { outputs } = await kernel.cell('neverReached');
    assert.match(JSON.stringify(outputs), /Cannot find name/);
  });
});

suite('an error of a request', () => {
  test('names the line of the cell that made it', async () => {
    await output("import { fetch, request } from 'undici';");
    const result = await kernel.cell(
      "const url = 'http://127.0.0.1:1/';\nconst first = 1;\nawait request(url);",
    );
    const { traceback } = errorOf(result);
    assert.match(traceback, /The request was made at cell \[\d+\]:3:7/);
    assert.match(traceback, /> +3 \| await request\(url\);/);
    const fetched = await kernel.cell("\nawait fetch('http://127.0.0.1:9/');");
    assert.match(errorOf(fetched).traceback, /> +2 \| await fetch/);
  });

  test('says where a lab was that a cell has closed', async () => {
    await output(
      "import { startLab } from 'async-lab';\nconst lab = await startLab({ scale: 0.01 });\nlab.scale",
    );
    await output('await lab.close();');
    const { traceback } = errorOf(
      await kernel.cell('await request(lab.pokemon);'),
    );
    assert.match(
      traceback,
      /until cell \[\d+\] closed it\. Run cell \[\d+\] again: it starts a new one\./,
    );
  });
});

suite('what the compiler says', () => {
  const traceback = async (code: string) =>
    errorOf(await kernel.cell(code)).traceback;

  test('asks for a forgotten await', async () => {
    assert.match(
      await traceback("const { body } = request('http://127.0.0.1:1/');"),
      /Did you forget to use 'await'\?/,
    );
    const text = await traceback("request('http://127.0.0.1:1/').body");
    assert.equal(text.split('Did you forget').length, 2);
  });

  test('is one sentence for a name that is missing everywhere', async () => {
    const text = await traceback('timed(1); timed(2); live(3);');
    assert.match(text, /Cannot find names 'timed', 'live'/);
    assert.match(text, /Run All Above Selected Cell/);
    assert.equal(text.split('Cannot find').length, 2);
  });

  const foreign = {
    '!ls -la': /no `!command`/,
    '%time 1 + 1': /no `%time`/,
    '%%bash\nls': /no `%%bash`/,
  } as const;
  for (const [code, expected] of Object.entries(foreign)) {
    test(`has advice for ${JSON.stringify(code)}`, async () => {
      assert.match(await traceback(code), expected);
    });
  }
});
