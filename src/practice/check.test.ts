import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { checkFunction, createChecker, type Checker } from './check.ts';
import type { Exercise } from './exercise.ts';
import { exercise as oneConnection } from './exercises/03-one-connection.ts';
import { firstBroken, messageOf } from './verdict.ts';

const work = join(import.meta.dirname, '../../work');

/** The same exercise with one run and a short deadline. */
const exercise: Exercise = {
  ...oneConnection,
  runs: [{ seed: 11, deadlineMs: 1000 }],
};

const body = (
  code: string,
) => `export async function fetchNames(ids: number[]) {
  ${code}
}`;

interface Accident {
  readonly title: string;
  readonly code: string;
  readonly rule: string;
  readonly seen: RegExp;
  /** Ten seconds by default, for code that ends by itself. */
  readonly deadlineMs?: number;
}

const accidents: readonly Accident[] = [
  {
    title: 'an endless loop',
    code: body('for (;;);'),
    rule: 'ends',
    seen: /stands still/,
    deadlineMs: 1000,
  },
  {
    title: 'an endless loop outside functions',
    code: 'for (;;);',
    rule: 'ends',
    seen: /stands still/,
  },
  {
    title: 'a promise that is never settled',
    code: body('await new Promise(() => {});'),
    rule: 'ends',
    seen: /no end within \d+ s, although the event loop turns/,
    deadlineMs: 1000,
  },
  {
    title: 'a crash in a callback',
    code: body(`setTimeout(() => { throw new TypeError('lost'); });
  await new Promise(() => {});`),
    rule: 'ends',
    seen: /TypeError: lost, line 2, thrown where nothing was waiting/,
  },
  {
    title: 'an error event of a stream that nothing listens for',
    code: `import { PassThrough } from 'node:stream';
${body(`new PassThrough().destroy(new Error('lost'));
  await new Promise(() => {});`)}`,
    rule: 'ends',
    seen: /Error: lost, line 3, in an "error" event that nothing listens for.*stream/,
  },
  {
    title: 'an error event of a worker that nothing listens for',
    code: `import { Worker } from 'node:worker_threads';
${body(`new Worker('throw new Error("lost")', { eval: true });
  await new Promise(() => {});`)}`,
    rule: 'ends',
    seen: /Error: lost, in an "error" event that nothing listens for/,
  },
  {
    title: 'an answer that is not JSON',
    code: body(`JSON.parse('Not Found');`),
    rule: 'ends',
    seen: /An answer was not JSON/,
  },
  ...(
    [
      ['an enum', 'enum A { B }', /line 1: enum, which Node cannot run/],
      [
        'a parameter property',
        'export class A { constructor(private x: number) {} }',
        /parameter property, which Node cannot run.*in the constructor/,
      ],
      [
        'a namespace',
        'namespace A { export const b = 1; }',
        /namespace declaration|line 1: namespace, which Node cannot run/,
      ],
      ['an assertion in brackets', 'export const a = <number>1;', /as Type/],
      ['require', `const a = require('undici');`, /write `import … from`/],
      [
        'a file that does not exist',
        `import { a } from './no-such-file';`,
        /module 'no-such-file' \(ERR_MODULE_NOT_FOUND\)\. No such file/,
      ],
    ] as const
  ).map(([title, code, seen]) => ({
    title,
    code: `${code}\n${body('return ids;')}`,
    rule: 'loads',
    seen,
  })),
  {
    title: 'a rejection that is not awaited',
    code: body(`void Promise.reject(new Error('unheard'));
  await new Promise(() => {});`),
    rule: 'ends',
    seen: /Error: unheard, line 2/,
  },
  {
    title: 'a thrown error',
    code: body(`throw new RangeError('no');`),
    rule: 'ends',
    seen: /fetchNames threw RangeError: no, line 2/,
  },
  {
    title: 'a thrown value that is not an Error',
    code: body(`throw 'a string';`),
    rule: 'ends',
    seen: /fetchNames threw string: a string\. It names no line/,
  },
  {
    title: 'an exit',
    code: body('process.exit(0);'),
    rule: 'ends',
    seen: /ended early \(exit 0\)/,
  },
  {
    title: 'lists that grow without limit',
    code: body('const all = []; for (;;) all.push(new Array(1e5).fill(1));'),
    rule: 'ends',
    seen: /more than 600 MB/,
  },
  {
    title: 'buffers that grow without limit',
    code: body('const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));'),
    rule: 'ends',
    seen: /more than 600 MB/,
  },
  {
    title: 'a syntax error',
    code: 'export function fetchNames( {',
    rule: 'loads',
    seen: /SyntaxError|ERR_INVALID_TYPESCRIPT_SYNTAX/,
  },
  {
    title: 'a package that is not installed',
    code: `import 'no-such-package';`,
    rule: 'loads',
    seen: /package 'no-such-package' \(ERR_MODULE_NOT_FOUND\)\. No such package/,
  },
  {
    title: 'an import that the package does not export',
    code: `import { noSuchThing } from 'undici';\nconsole.log(noSuchThing);`,
    rule: 'loads',
    seen: /'noSuchThing' not found.*does not export that name/,
  },
  {
    title: 'a function under another name',
    code: 'export function fetchAll() {}',
    rule: 'loads',
    seen: /without a function fetchNames; it exports fetchAll/,
  },
  {
    title: 'a result that cannot be copied',
    code: body('return () => {};'),
    rule: 'ends',
    seen: /fetchNames returned a function/,
  },
  {
    title: 'promises that nobody has awaited',
    code: body('return ids.map(async (id) => id);'),
    rule: 'ends',
    seen: /fetchNames returned a list of promises.*await Promise\.all/,
  },
  {
    title: 'an error whose message is not text',
    code: body(`throw Object.assign(new Error('a'), { message: undefined });`),
    rule: 'ends',
    seen: /fetchNames threw Error/,
  },
  {
    title: 'an error that cannot be read',
    code: body(`throw Object.defineProperty(new Error('a'), 'message', {
    get() { throw 1; } });`),
    rule: 'ends',
    seen: /fetchNames threw Error/,
  },
  {
    title: 'a thrown value that cannot be shown',
    code: body(
      `throw { toString() { throw 1; }, get [Symbol.toStringTag]() { throw 2; } };`,
    ),
    rule: 'ends',
    seen: /fetchNames threw object/,
  },
  {
    title: 'a channel that the code has closed',
    code: body('process.disconnect(); await new Promise(() => {});'),
    rule: 'ends',
    seen: /ended early/,
  },
  ...(
    [
      ['text', `'hello'`],
      ['nothing', 'null'],
      ['a kind that there is not', `{ kind: 'nonsense' }`],
      ['that it is done', `{ kind: 'done', value: ['wrong'], trace: {} }`],
      ['a report', `{ secret: '', report: { kind: 'loaded' } }`],
    ] as const
  ).map(([what, message]) => ({
    title: `no end, of code that sends ${what},`,
    code: body(`setInterval(() => process.send?.(${message}), 20);
  await new Promise(() => {});`),
    rule: 'ends',
    seen: /no end within \d+ s, although the event loop turns/,
    deadlineMs: 1000,
  })),
];

suite('a check of a file reports what happened', { concurrency: 2 }, () => {
  let folder: string;
  let checker: Checker;

  before(() => {
    mkdirSync(work, { recursive: true });
    folder = mkdtempSync(join(work, '.test-check-'));
    checker = createChecker(folder);
  });
  after(async () => {
    await checker.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [index, accident] of accidents.entries()) {
    const { title, code, rule, seen, deadlineMs = 10_000 } = accident;
    test(`${title} is reported`, async () => {
      const file = join(folder, `accident-${index}.ts`);
      writeFileSync(file, code);
      const runs = [{ seed: 100 + index, deadlineMs }];
      const verdict = await checker.check({ ...exercise, runs }, file);
      const broken = firstBroken(verdict);
      assert.equal(verdict.passed, false);
      assert.equal(broken?.id, rule);
      assert.match(messageOf(broken), seen);
      assert.ok(broken.suggests.length > 20);
    });
  }
});

/** How a learner's code may start a process, and what it then holds. */
const leftBehind = {
  'that holds the pipes': `spawn('sleep', ['86'], { stdio: 'inherit' });`,
  'that holds the channel': `spawn('sleep', ['86'], { stdio: [0, 1, 2, 3] });`,
  'in a group of its own': `spawn('sleep', ['86'], { detached: true, stdio: 'ignore' }).unref();`,
  'of a shell': `spawn('sleep 86 & sleep 86', { shell: true, stdio: 'ignore' });`,
  'that is waited for': `execSync('sleep 86');`,
};

suite('a check leaves no process behind', { concurrency: 2 }, () => {
  for (const [what, start] of Object.entries(leftBehind)) {
    test(`one ${what}`, async () => {
      mkdirSync(work, { recursive: true });
      const folder = mkdtempSync(join(work, '.test-check-'));
      const checker = createChecker(folder);
      try {
        const file = join(folder, 'leaves.ts');
        // The environment marks all that comes of this code.
        const mark = `LEFT_BY=${folder}`;
        writeFileSync(
          file,
          `import { execSync, spawn } from 'node:child_process';
process.env.LEFT_BY = ${JSON.stringify(folder)};
${body(`${start} return [];`)}`,
        );
        const runs = [{ seed: 97, deadlineMs: 1000 }];
        const verdict = await checker.check({ ...exercise, runs }, file);
        assert.equal(verdict.passed, false);
        while (processesWith(mark).length > 0) await setTimeout(10);
      } finally {
        await checker.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

/** The processes with a mark in their environment, where /proc tells. */
function processesWith(mark: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark)
      );
    } catch {
      return false;
    }
  });
}

suite('a check that knows types', () => {
  const solution = join(
    import.meta.dirname,
    `../../solutions/${exercise.id}.ts`,
  );
  const runs = [{ seed: 98 }];
  const problem = "line 3: Type 'string' is not assignable to type 'number'.";
  let folder: string;
  let checker: Checker;

  before(() => {
    mkdirSync(work, { recursive: true });
    folder = mkdtempSync(join(work, '.test-check-'));
    checker = createChecker(folder, {
      problemsOf: (file) =>
        Promise.resolve(file.includes('sound') ? [] : [problem]),
      childrenReady: 1,
    });
  });
  after(async () => {
    await checker.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function judged(name: string, code: string) {
    const file = join(folder, name);
    writeFileSync(file, code);
    const verdict = await checker.check({ ...exercise, runs }, file);
    return { verdict, broken: firstBroken(verdict) };
  }

  test('fails for a type error even when the run passed', async () => {
    const code = readFileSync(solution, 'utf8');
    const { verdict, broken } = await judged('a.ts', code);
    assert.equal(broken?.id, 'types');
    assert.equal(broken.seen, problem);
    assert.deepEqual(
      verdict.rules.map(({ id }) => id),
      ['loads', 'types'],
    );
    assert.ok(verdict.trace, 'and still shows what was requested');
  });

  test('uses the compiler’s message for a file that does not load', async () => {
    const { broken } = await judged('b.ts', 'export function (');
    assert.equal(broken?.id, 'loads');
    assert.equal(broken.seen, problem);
  });

  test('judges by the runs when there are no type errors', async () => {
    const code = readFileSync(solution, 'utf8');
    const { verdict, broken } = await judged('sound.ts', code);
    assert.equal(broken, undefined);
    assert.equal(verdict.passed, true);
  });

  test('ends its processes when it is aborted', async () => {
    const file = join(folder, 'sound-loop.ts');
    writeFileSync(file, 'for (;;);');
    const controller = new AbortController();
    const { signal } = controller;
    const check = checker.check({ ...exercise, runs }, file, signal);
    controller.abort(new Error('not needed'));
    await assert.rejects(check, { message: 'not needed' });
  });
});

suite('a check of a function', () => {
  test('stops waiting at the deadline for a function that does not end', async () => {
    const never = () => new Promise(() => undefined);
    const runs = [{ seed: 99, deadlineMs: 50 }];
    const verdict = await checkFunction({ ...exercise, runs }, never);
    assert.equal(firstBroken(verdict)?.id, 'ends');
  });
});
