import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lineIds } from './line-ids.ts';
import { extractRegion, RegionProblem } from './region.ts';

const text = `import x from 'x';

export function work() {
  // #region whole
  // #region agent
  const agent = new Agent();
  // #endregion agent

  // #region loop
  for (const id of ids) {
    await agent.request(id);
  }
  // #endregion
  // #endregion whole
}
`;

suite('A region', () => {
  test('is cut out without marks and shared indentation', () => {
    assert.deepEqual(extractRegion(text, 'whole').lines, [
      'const agent = new Agent();',
      '',
      'for (const id of ids) {',
      '  await agent.request(id);',
      '}',
    ]);
  });

  test('knows the regions inside it', () => {
    const { parts } = extractRegion(text, 'whole');
    assert.deepEqual(parts.get('agent'), { from: 0, length: 1 });
    assert.deepEqual(parts.get('loop'), { from: 2, length: 3 });
  });

  test('of a solution loses the line for its starter', () => {
    const master =
      '// #region solution\n// TODO: do it.\ndone();\n// #endregion';
    assert.deepEqual(extractRegion(master, 'solution').lines, ['done();']);
  });

  test('keeps a TODO elsewhere', () => {
    const other = '// #region a\n// TODO: do it.\n// #endregion a';
    assert.deepEqual(extractRegion(other, 'a').lines, ['// TODO: do it.']);
  });

  const long = (count: number) => 'x();\n'.repeat(count);
  const broken: [name: string, text: string, message: RegExp, line: number][] =
    [
      ['missing', text.replaceAll('whole', 'part'), /there is no region/, 1],
      ['empty', '\n// #region whole\n\n// #endregion', /is empty/, 2],
      ['unclosed', '// #region whole\nx();\n', /never ends/, 1],
      [
        'there twice',
        `${text}// #region whole\ny();\n// #endregion`,
        /there are two/,
        16,
      ],
      [
        'closed by another name',
        '// #region whole\n// #endregion b',
        /is open: "whole"/,
        2,
      ],
      ['never begun', '// #endregion whole', /not the one that is open/, 1],
      ['too long', `// #region whole\n${long(17)}// #endregion`, /17 lines/, 1],
      [
        'too wide',
        `// #region whole\n${'x'.repeat(81)}\n// #endregion`,
        /81 columns/,
        1,
      ],
    ];

  for (const [name, source, message, line] of broken) {
    test(`that is ${name} is refused, with its line`, () => {
      assert.throws(
        () => extractRegion(source, 'whole'),
        (error) =>
          error instanceof RegionProblem &&
          message.test(error.message) &&
          error.line === line,
      );
    });
  }

  test('may have 16 lines', () => {
    const source = `// #region whole\n${long(16)}// #endregion`;
    assert.equal(extractRegion(source, 'whole').lines.length, 16);
  });
});

suite('The ids of lines', () => {
  test('stay with a line that the next version keeps', () => {
    const ids = lineIds([
      ['a', 'b', 'c'],
      ['a', 'new', 'c'],
      ['c', 'a'],
    ]);
    assert.deepEqual(ids[0], [0, 1, 2]);
    assert.deepEqual(ids[1], [0, 3, 2]);
    // One of them keeps its place; the other cannot.
    assert.equal(ids[2]?.filter((id) => id > 3).length, 1);
  });

  test('differ for two equal lines', () => {
    const [ids] = lineIds([['}', '}']]);
    assert.deepEqual(ids, [0, 1]);
  });
});
