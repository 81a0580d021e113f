import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { secondsOf } from './pace.ts';
import { SlideProblem } from './problem.ts';
import { parseSection } from './section.ts';

const file = 'slides/04-concurrent.md';

const sample = `---
title: All at once
minutes: 8   # of the talk
---
# All at once

Note:
- look up

---
<!-- .slide: class="big" data-auto-animate -->
## To the right

\`\`\`md
---
Note: this is code
\`\`\`

Note:
- say why

--
## Below

Note:
- for the workshop
`;

suite('A file of slides', () => {
  const section = parseSection(file, sample);

  test('has a number, a title and minutes', () => {
    const { number, title, minutes } = section;
    assert.deepEqual(
      { number, title, minutes },
      { number: '04', title: 'All at once', minutes: 8 },
    );
  });

  test('has columns of slides, and separators in code are code', () => {
    assert.deepEqual(
      section.columns.map((column) => column.map(({ line }) => line)),
      [[5], [11, 23]],
    );
    assert.match(section.columns[1]?.[0]?.body.text ?? '', /^---$/m);
  });

  test('has attributes, prompts, and the line where each text begins', () => {
    const slide = section.columns[1]?.[0];
    assert.deepEqual(slide?.attributes, {
      class: 'big',
      'data-auto-animate': '',
    });
    assert.equal(slide.body.line, 12);
    assert.equal(slide.notes.text.trim(), '- say why');
  });

  const front = '---\ntitle: T\nminutes: 1\n---\n';
  const broken: [name: string, file: string, text: string, message: RegExp][] =
    [
      ['a name without a number', 'slides/x.md', sample, /:1: .*NN-slug/],
      ['no front matter', file, '# Hello', /04-concurrent\.md:1: must begin/],
      ['no title', file, '---\nminutes: 1\n---\n# A', /needs a "title/],
      [
        'minutes in words',
        file,
        '---\ntitle: A\nminutes: five\n---\n# A',
        /:3: "minutes: …" must be a number/,
      ],
      ['an unknown line', file, '---\nauthor: A\n---\n# A', /:2: "author/],
      ['a slide without prompts', file, `${front}# A\n`, /:5: .*prompts/],
      [
        'empty prompts',
        file,
        `${front}# A\nNote:\n\n`,
        /:6: "Note:" has no prompt/,
      ],
      [
        'an empty slide',
        file,
        `${front}# A\nNote: x\n---\n\n---\n# B\nNote: x`,
        /:8: .*empty/,
      ],
      [
        'attributes that run programs',
        file,
        `${front}<!-- .slide: onclick="x" -->\n# A\nNote: x`,
        /:5: cannot read/,
      ],
    ];

  for (const [name, at, text, message] of broken) {
    test(`is refused with file and line for ${name}`, () => {
      assert.throws(
        () => parseSection(at, text),
        (error) => error instanceof SlideProblem && message.test(error.message),
      );
    });
  }
});

suite('The pace', () => {
  test('spreads a section over its slides without losing a second', () => {
    assert.deepEqual(secondsOf(5, 3), [100, 100, 100]);
    assert.deepEqual(
      secondsOf(1, 7).reduce((sum, each) => sum + each, 0),
      60,
    );
    assert.deepEqual(secondsOf(0, 2), [0, 0]);
  });
});
