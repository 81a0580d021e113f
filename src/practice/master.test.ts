import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  cellCodeOf,
  parseMaster,
  solutionCodeOf,
  starterOf,
} from './master.ts';

const comment = `/**
 * # Twice
 *
 * Write \`twice\`.
 *
 * - It doubles.
 *
 * @minutes 10
 * @hint Think of
 *   addition.
 * @hint Or of multiplication.
 * @hint \`2 * x\`
 */
`;

const code = `import { two } from './two.ts';

/** Doubles. */
export function twice(x: number): number {
  // #region solution
  // TODO: give twice as much.
  return two * x;
  // #endregion solution
}
`;

suite('a master', () => {
  test('has a title, a task, minutes and hints', () => {
    const { title, task, minutes, hints } = parseMaster('x', comment + code);
    assert.equal(title, 'Twice');
    assert.equal(task, 'Write `twice`.\n\n- It doubles.');
    assert.equal(minutes, 10);
    assert.deepEqual(hints, [
      'Think of addition.',
      'Or of multiplication.',
      '`2 * x`',
    ]);
  });

  test('becomes a starter that says what to do, not how', () => {
    assert.equal(
      starterOf(parseMaster('x', comment + code)),
      `/**
 * # Twice
 *
 * Write \`twice\`.
 *
 * - It doubles.
 */
import { two } from './two.ts';

/** Doubles. */
export function twice(x: number): number {
  // TODO: give twice as much.
  throw new Error('Not written yet: twice.');
}
`,
    );
  });

  test('becomes a solution without marks, for a cell without exports', () => {
    const solution = solutionCodeOf(parseMaster('x', comment + code));
    assert.equal(
      cellCodeOf(solution),
      `import { two } from './two.ts';

/** Doubles. */
function twice(x: number): number {
  return two * x;
}`,
    );
  });

  const mistakes = [
    ['no task', code, /:1: must begin with a doc comment/],
    ['no title', comment.replace('# ', '') + code, /needs a "# Title"/],
    ['no minutes', comment.replace('@minutes 10', '@') + code, /"@minutes"/],
    ['two hints', comment.replace('@hint Or', '@x') + code, /3 lines "@hint"/],
    [
      'no region',
      `${comment}export const x = 1;\n`,
      /needs a "\/\/ #region solution"/,
    ],
    [
      'an unclosed region',
      comment + code.replace('// #endregion solution', ''),
      /x\.ts:18: a #region without an #endregion/,
    ],
    [
      'a region in a region',
      comment + code.replace('// TODO', '// #region solution\n// TODO'),
      /x\.ts:19: a #region begins inside another one/,
    ],
    [
      'an end without a start',
      comment + code.replace('// #region solution', ''),
      /x\.ts:21: an #endregion without a #region/,
    ],
    [
      'an empty region',
      comment + code.replace('return two * x;', ''),
      /x\.ts:18: a region without code/,
    ],
    [
      'a region without a TODO',
      comment + code.replace('TODO', 'To do'),
      /x\.ts:18: a region needs exactly one line/,
    ],
    [
      'a region with another name',
      comment + code.replace('#region solution', '#region answer'),
      /x\.ts:18: a region is named "answer"/,
    ],
  ] as const;

  for (const [title, text, message] of mistakes) {
    test(`with ${title} is refused, with file and line`, () => {
      assert.throws(() => parseMaster('x', text), {
        name: 'MasterError',
        message,
      });
    });
  }
});
