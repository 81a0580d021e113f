import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, suite, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPracticeProject } from '../src/cli/exercises/fixture-project.ts';
import type { ChildResult } from '../src/command/child-result.ts';
import { runCommand, runNode } from './command.ts';
import { openScreen } from './terminal.ts';

const practice = createPracticeProject();
after(() => {
  practice.remove();
});
beforeEach(() => {
  practice.clear();
});

const elsewhere = fileURLToPath(
  new URL('./exercises-elsewhere.ts', import.meta.url),
);
const words = [elsewhere, practice.root];

/** Runs the command for a project of the test's. */
function exercises(...args: string[]): Promise<ChildResult> {
  return runNode([...words, ...args]);
}

const copy = 'work/exercises/03-one-connection.ts';
const original = 'exercises/03-one-connection.ts';
const solution = practice.read('solutions/03-one-connection.ts');

interface List {
  readonly exercises: readonly Record<string, unknown>[];
}

interface Results {
  readonly results: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly rules: readonly {
      readonly id: string;
      readonly passed: boolean;
      readonly message: string;
    }[];
  }[];
}

suite('the exercises', () => {
  test('are listed with their progress', async () => {
    const { code, stdout } = await exercises('list', '--json');
    assert.equal(code, 0);
    const list = JSON.parse(stdout) as List;
    assert.deepEqual(
      list.exercises.map(({ id, state }) => [id, state]),
      practice.ids.map((id) => [id, 'new']),
    );
    const [first] = list.exercises;
    assert.deepEqual(Object.keys(first ?? {}), [
      'id',
      'title',
      'minutes',
      'state',
    ]);
    practice.write(copy, 'export {};\n');
    const plain = await exercises('list');
    assert.match(plain.stdout, /^… 03-one-connection .* 10 min {2}started$/m);
    assert.ok(!plain.stdout.includes('\u001b'));
  });

  test('are checked: a starter, wrong types, and a solution', async () => {
    const starter = await exercises('check', '03', '--json');
    assert.equal(starter.code, 1);
    const [result] = (JSON.parse(starter.stdout) as Results).results;
    assert.equal(result?.id, '03-one-connection');
    const broken = result.rules.find(({ passed }) => !passed);
    assert.match(broken?.message ?? '', /fetchNames is not written yet/);
    assert.match(starter.stderr, /^✘ 03-one-connection \(1 of 1\)\n$/);

    const wrong = solution.replace('as { name: string }', '');
    practice.write(copy, wrong);
    const illTyped = await exercises('check', '03');
    assert.match(illTyped.stdout, /✘ Not yet: types\n/);
    assert.match(illTyped.stdout, /line \d+: Property 'name' does not exist/);

    practice.write(copy, solution);
    const solved = await exercises('check', '3', '--json');
    assert.equal(solved.code, 0, solved.stdout);
    const [passed] = (JSON.parse(solved.stdout) as Results).results;
    assert.ok(passed?.passed && passed.rules.every((rule) => rule.passed));
    const list = await exercises('list');
    assert.match(list.stdout, /^✔ 03-one-connection .* passed$/m);
  });

  test('can be run once, with all that they print and no verdict', async () => {
    await exercises('list');
    const starter = await exercises('run', '03');
    assert.equal(starter.code, 1);
    assert.match(starter.stdout, /It failed: the starter/);
    const lines = "for (let n = 1; n <= 50; n++) console.log('row', n);\n";
    practice.write(copy, lines + solution);
    const { code, stdout } = await exercises('run', '03');
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^row 50\n\nIt returned .*'/ms);
    assert.match(stdout, /^\/api\/v2\/pokemon\/\d+ .* 200 /m);
    const refused = await exercises('run', '03', '--json');
    assert.match(refused.stderr, /--json cannot be used with run\./);
  });

  test('have hints, one more each time', async () => {
    const counts = [];
    for (let time = 1; time <= 4; time++) {
      const { stdout } = await exercises('hint', '03', '--json');
      counts.push((JSON.parse(stdout) as { hints: string[] }).hints.length);
    }
    assert.deepEqual(counts, [1, 2, 3, 3]);
  });

  test('have a solution, shown as changes or written to the file', async () => {
    const shown = await exercises('solution', '03');
    assert.match(shown.stdout, /^- {2}throw new Error\('Not written yet/m);
    assert.match(shown.stdout, /^\+ {2}const agent = new Agent/m);
    practice.write(copy, 'mine');
    const { stdout } = await exercises('solution', '03', '--write', '--json');
    const { kept } = JSON.parse(stdout) as { kept: string };
    assert.equal(practice.read(kept), 'mine');
    assert.match(practice.read(copy), /new Agent\(\{ connections: 1 \}\)/);
    const again = await exercises('solution', '03');
    assert.equal(again.stdout, 'Your file is exactly the solution.\n');
  });

  test('can be reset, and what was there is kept', async () => {
    await exercises('list');
    const untouched = await exercises('reset', '03');
    assert.match(untouched.stdout, /nothing of yours to keep/);
    practice.write(copy, 'mine');
    const { stdout } = await exercises('reset', '03', '--json');
    const { kept } = JSON.parse(stdout) as { kept: string };
    assert.match(kept, /03-one-connection\.kept-\d{8}-\d{6}\.ts$/);
    assert.equal(practice.read(kept), 'mine');
    assert.equal(practice.read(copy), practice.read(original));
  });

  test('stay the learner’s when a starter changes', async (context) => {
    await exercises('list');
    const before = practice.read(original);
    context.after(() => {
      practice.write(original, before);
    });
    practice.write(copy, 'mine');
    practice.write(original, `${before}\n// newer`);
    const { stderr } = await exercises('list');
    assert.match(stderr, /newer version .*so it stays/);
    assert.equal(practice.read(copy), 'mine');
  });

  test('keep a damaged progress file under another name', async () => {
    await exercises('hint', '03');
    practice.write('work/exercises/progress.json', '{"exercises": {');
    const { code, stderr } = await exercises('list');
    assert.equal(code, 0);
    const [, aside] = /was damaged: it is kept as (\S+),/.exec(stderr) ?? [];
    assert.equal(
      practice.read(`work/exercises/${aside ?? ''}`),
      '{"exercises": {',
    );
  });

  test('come with what an editor needs', async () => {
    await exercises('list');
    const config = practice.read('work/exercises/tsconfig.json');
    assert.match(config, /learner\.tsconfig\.json/);
  });
});

suite('a command that cannot be done', () => {
  const refused: readonly [RegExp, ...string[]][] = [
    [/has no command "solve"; it has list, check/, 'solve'],
    [/has no flag --fast/, 'list', '--fast'],
    [/--write can only be used with solution/, 'list', '--write'],
    [/--json needs a command/, '--json'],
  ];
  for (const [says, ...args] of refused) {
    test(`ends with one line: ${args.join(' ')}`, async () => {
      const result = await runCommand(['exercises', ...args]);
      assert.equal(result.code, 2);
      assert.equal(result.stdout, '');
      assert.match(result.stderr, says);
      assert.match(result.stderr, /^[^\n]+\n$/);
    });
  }

  test('is watching without a terminal; the subcommands are listed', async () => {
    const { code, stdout, stderr } = await runCommand(['exercises']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^Watching your files needs a terminal[^\n]+\n/);
    assert.match(stderr, /check \[NN…\]/);
  });
});

suite('watching in a terminal', { skip: process.platform === 'win32' }, () => {
  function startIn(context: TestContext, environment: NodeJS.ProcessEnv = {}) {
    practice.comeTo('03-one-connection');
    const terminal = openScreen([process.execPath, ...words], environment);
    context.after(() => terminal.close());
    return terminal;
  }

  test('goes from the starter through a mistake to the next exercise', async (context) => {
    const terminal = startIn(context);
    const start = await terminal.until(/checked in/);
    assert.match(start, /^03-one-connection {2}All over one connection/);
    assert.equal(start.split('\n').length, 24);
    practice.write(copy, solution.replaceAll('{ connections: 1 }', ''));
    const mistake = await terminal.until(/Not yet: connections[^]*\/api\/v2/);
    assert.match(mistake, /2 connections opened/);
    terminal.press('h');
    await terminal.until(/Hint 1 of 3/);
    practice.write(copy, solution);
    await terminal.until(/Passed: all \d rules hold[^]*Press n to go on/);
    terminal.press('n');
    await terminal.until(/^04-/);
    terminal.press('q');
    assert.equal(await terminal.exitCode, 0);
    assert.match(terminal.output(), /3 of \d+ passed; your progress is in/);
    assert.match(practice.read('work/exercises/progress.json'), /passedAt/);
  });

  test('ends at Ctrl-C and restores the terminal, even during a check', async (context) => {
    const terminal = startIn(context);
    await terminal.until(/checking/);
    practice.write(copy, 'for (;;);');
    await terminal.until(/checking/);
    terminal.press('\u0003');
    assert.equal(await terminal.exitCode, 130);
    assert.ok(terminal.output().includes('\u001b[?1049l'));
    assert.deepEqual(
      practice.list('work').filter((name) => name.startsWith('.check')),
      [],
    );
  });

  test('checks the newer file if it is saved during a check', async (context) => {
    const terminal = startIn(context);
    await terminal.until(/checked in/);
    practice.write(copy, 'for (;;);');
    await terminal.until(/checking/);
    cpSync(
      join(practice.root, 'solutions/03-one-connection.ts'),
      join(practice.root, copy),
    );
    await terminal.until(/Passed: all/);
    terminal.press('q');
    assert.equal(await terminal.exitCode, 0);
  });

  test('has no colours if NO_COLOR is set, but still has marks', async (context) => {
    const terminal = startIn(context, { NO_COLOR: '1' });
    await terminal.until(/checked in/);
    practice.write(copy, 'export const a: number = "";\n');
    await terminal.until(/✘ Not yet: loads/);
    terminal.press('q');
    assert.equal(await terminal.exitCode, 0);
    // eslint-disable-next-line no-control-regex -- that is what they begin with
    assert.doesNotMatch(terminal.output(), /\u001b\[\d+m/);
  });
});
