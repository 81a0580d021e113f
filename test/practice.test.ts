import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { project } from '../src/setup/project.mjs';
import { exercises } from '../src/practice/catalogue.ts';
import { createChecker, type Checker } from '../src/practice/check.ts';
import type { Exercise } from '../src/practice/exercise.ts';
import { parseMaster, starterOf } from '../src/practice/master.ts';
import { firstBroken, messageOf } from '../src/practice/verdict.ts';

const solutions = join(project.root, 'solutions');
const corpus = join(project.root, 'test/corpus');

/** The id of the only exercise to test, as in ONLY_EXERCISE=04-at-most. */
const only = process.env['ONLY_EXERCISE'] ?? '';

function attemptsAt(id: string): string[] {
  const files = readdirSync(join(corpus, id)).sort();
  return files.filter((file) => file.endsWith('.ts'));
}

suite('The exercises, both ways:', { concurrency: 2 }, () => {
  let scratch: string;
  let checker: Checker;

  before(() => {
    mkdirSync(project.work, { recursive: true });
    scratch = mkdtempSync(join(project.work, '.test-practice-'));
    checker = createChecker(scratch);
  });
  after(async () => {
    await checker.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  for (const exercise of exercises.filter(({ id }) => id.startsWith(only))) {
    const { id, name } = exercise;
    const solution = join(solutions, `${id}.ts`);

    test(`${id}: the starter says where to begin`, async () => {
      const file = join(scratch, `${id}.ts`);
      const master = parseMaster(id, readFileSync(solution, 'utf8'));
      writeFileSync(file, starterOf(master));
      const verdict = await checker.check(exercise, file);
      assert.equal(verdict.failure, 'unwritten');
      assert.ok(firstBroken(verdict)?.seen.includes(name));
    });

    test(`${id}: the solution passes`, async () => {
      await assertPasses(exercise, solution);
    });

    for (const file of attemptsAt(id)) {
      const path = join(corpus, id, file);
      const [, fate] =
        /^\/\/ (passes|fails: [\w-]+)\n/.exec(readFileSync(path, 'utf8')) ?? [];
      test(`${id}: ${file} ${fate ?? 'has a fate'}`, async () => {
        assert.ok(fate, 'begins with "// passes" or "// fails: rule"');
        if (fate === 'passes') await assertPasses(oneRun(exercise, file), path);
        else await assertFails(exercise, path, fate.slice('fails: '.length));
      });
    }
  }

  /** One of its runs: all would take three times as long, and few differ. */
  function oneRun(exercise: Exercise, file: string): Exercise {
    const run = exercise.runs[file.length % exercise.runs.length];
    return { ...exercise, runs: run ? [run] : exercise.runs };
  }

  async function assertPasses(exercise: Exercise, file: string) {
    const verdict = await checker.check(exercise, file);
    const broken = firstBroken(verdict);
    const complaint = broken && `${broken.id}: ${messageOf(broken)}`;
    assert.equal(complaint, undefined, verdict.printed);
  }

  async function assertFails(exercise: Exercise, file: string, rule: string) {
    // One run shows most mistakes; all runs would take three times as long.
    const once = { ...exercise, runs: exercise.runs.slice(0, 1) };
    if (firstBroken(await checker.check(once, file))?.id === rule) return;
    const verdict = await checker.check(exercise, file);
    const broken = firstBroken(verdict);
    assert.ok(broken, `${rule} was to complain, but all rules hold`);
    assert.equal(broken.id, rule, messageOf(broken));
  }
});

suite('The corpus of misconceptions', () => {
  for (const { id } of exercises) {
    test(`${id}: has three that fail and one that passes`, () => {
      const texts = attemptsAt(id).map((file) =>
        readFileSync(join(corpus, id, file), 'utf8'),
      );
      const count = (fate: string) =>
        texts.filter((text) => text.startsWith(`// ${fate}`)).length;
      assert.ok(count('fails: ') >= 3, 'three that fail');
      assert.ok(count('passes') >= 1, 'one that passes');
    });
  }

  test('has no folder without an exercise', () => {
    const ids: string[] = exercises.map(({ id }) => id);
    assert.deepEqual(readdirSync(corpus).sort(), ids.sort());
  });
});
