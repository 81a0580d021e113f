import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { project } from '../../setup/project.mjs';
import { createTypeProblems } from './type-problems.ts';

mkdirSync(project.work, { recursive: true });
const folder = mkdtempSync(join(project.work, '.test-types-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const file = join(folder, 'learned.ts');
const problemsOf = createTypeProblems();

function problemsIn(...lines: string[]): readonly string[] {
  writeFileSync(file, lines.join('\n'));
  return problemsOf(file);
}

suite('type problems', () => {
  test('there are none in code that fits, with what it imports', () => {
    const problems = problemsIn(
      `import { load } from 'cheerio';`,
      `import { Agent, request } from 'undici';`,
      `import type { Lab } from 'async-lab';`,
      `export async function read(lab: Lab, unused: number) {`,
      `  const dispatcher = new Agent();`,
      `  const { body } = await request(lab.conference, { dispatcher });`,
      `  return load(await body.text())('h1').text();`,
      `}`,
    );
    assert.deepEqual(problems, []);
  });

  test('have their line, even after the file was changed', () => {
    const wrong = `export const count: number = 'one';`;
    const words = `Type 'string' is not assignable to type 'number'.`;
    assert.deepEqual(problemsIn(wrong), [`line 1: ${words}`]);
    assert.deepEqual(problemsIn('', wrong), [`line 2: ${words}`]);
    assert.deepEqual(problemsIn(`export const count: number = 1;`), []);
  });

  test('are found even where a comment turns the check off', () => {
    const [problem = ''] = problemsIn(
      '// @ts-nocheck',
      `export const count: number = 'one';`,
    );
    assert.match(problem, /^line 2: /);
  });

  test('are only those of the syntax if there are any', () => {
    const problems = problemsIn(
      `export const count: number = 'one';`,
      `export function read( {`,
    );
    assert.deepEqual(problems, [`line 2: '}' expected.`]);
  });

  test('are one line each, and at most five', () => {
    const problems = problemsIn(
      `export const deep: { a: { b: number } } = { a: { b: 'x' } };`,
      ...Array<string>(9).fill('missing();'),
    );
    assert.equal(problems.length, 5);
    assert.ok(problems.every((problem) => /^line \d+: [^\n]+$/.test(problem)));
  });

  for (const [what, line, says] of [
    ['a package that is not there', `import 'nowhere';`, /Cannot find/],
    [
      'a name that a package does not have',
      `import { Agnet } from 'undici'; new Agnet();`,
      /no exported member.*Agnet/,
    ],
    ['an answer taken as it comes', `JSON.parse(4);`, /number/],
    ['what Node cannot run', `export enum Kind { One }`, /not allowed/],
  ] as const) {
    test(`are found for ${what}`, () => {
      assert.match(problemsIn(line).join('\n'), says);
    });
  }
});
