import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { suite, test } from 'node:test';
import { isJson, renderJsonText } from './json-text.ts';

const plain = { columns: 80, colour: false };

const documents: readonly unknown[] = [
  {},
  [],
  null,
  -1.5e-7,
  'a "quoted" \\ text, with {braces}: [all] of them',
  { a: [1, [], {}, [{ b: null }]], 'c:': 'd,', '': true, é: '💡' },
  [[[[]]], { a: { b: { c: [false] } } }],
];

suite('formatted JSON', () => {
  for (const document of documents) {
    const json = JSON.stringify(document);
    test(`is what JSON.stringify makes of ${json}`, () => {
      assert.equal(
        renderJsonText(json, plain),
        JSON.stringify(document, null, 2),
      );
    });
  }

  test('keeps numbers as they are written, and duplicate names', () => {
    const json = '{"id":12345678901234567890,"x":1.0,"x":1e2}';
    assert.equal(
      renderJsonText(json, plain),
      '{\n  "id": 12345678901234567890,\n  "x": 1.0,\n  "x": 1e2\n}',
    );
  });

  test('has a colour for each kind of token, and the same text', () => {
    const json = '{"name":"mew","id":151,"ok":true}';
    const text = renderJsonText(json, { ...plain, colour: true });
    const coloured = [
      '\u001b[36m"name"\u001b[39m',
      '\u001b[32m"mew"\u001b[39m',
      '\u001b[33m151\u001b[39m',
      '\u001b[35mtrue\u001b[39m',
    ];
    for (const token of coloured) assert.ok(text.includes(token), token);
    assert.equal(stripVTControlCharacters(text), renderJsonText(json, plain));
  });

  test('can be as deeply nested as for JSON.parse', () => {
    const json = '['.repeat(500) + ']'.repeat(500);
    assert.ok(isJson(json));
    assert.deepEqual(JSON.parse(renderJsonText(json, plain)), JSON.parse(json));
  });
});

test('text that is not JSON, or not complete, is recognised', () => {
  for (const text of ['', '{', '{"a":1}}', "{'a':1}", 'NaN']) {
    assert.equal(isJson(text), false, text);
  }
});
