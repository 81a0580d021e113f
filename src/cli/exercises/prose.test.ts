import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderMarkdown, wrapProse } from './prose.ts';

const plain = { columns: 30, colour: false };

suite('prose in a terminal', () => {
  test('is broken into lines that fit', () => {
    const lines = wrapProse('one two three four five six seven', 12);
    assert.deepEqual(lines, ['one two', 'three four', 'five six', 'seven']);
  });

  test('counts columns, not characters', () => {
    assert.deepEqual(wrapProse('日本 日本 日本', 10), ['日本 日本', '日本']);
  });

  test('leaves a word whole that is wider than a line', () => {
    assert.deepEqual(wrapProse('a aVeryLongWordIndeed b', 10), [
      'a',
      'aVeryLongWordIndeed',
      'b',
    ]);
  });

  test('keeps paragraphs, lists and code apart', () => {
    const task = [
      'A paragraph that is written',
      'over several lines.',
      '',
      '- an item that goes on in the',
      '  next line',
      '- another',
      '',
      '```ts',
      'const  a = 1;',
      '```',
    ].join('\n');
    assert.deepEqual(renderMarkdown(task, plain), [
      'A paragraph that is written',
      'over several lines.',
      '',
      '- an item that goes on in the',
      '  next line',
      '- another',
      '',
      '    const  a = 1;',
    ]);
  });

  test('has colours instead of marks, restarted on each line', () => {
    const colour = { columns: 12, colour: true };
    assert.deepEqual(renderMarkdown('call `fetch it` **now please**', colour), [
      'call \u001b[36mfetch\u001b[39m',
      '\u001b[36mit\u001b[39m \u001b[1mnow\u001b[22m',
      '\u001b[1mplease\u001b[22m',
    ]);
  });
});
