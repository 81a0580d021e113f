import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { project } from '../../setup/project.mjs';
import { parsePresenter, presenterOfPackage } from './presenter.ts';

suite('What a presenter says of themselves', () => {
  test('is read as the example is written', () => {
    const file = join(project.root, 'slides', 'speaker.example.json');
    const { name, address } = parsePresenter(readFileSync(file, 'utf8'));
    assert.equal(name, 'Ada Example');
    assert.equal(address, 'https://example.org/async-talk');
  });

  test('may be left out, all of it', () => {
    assert.deepEqual(parsePresenter('{}'), {});
  });

  const lines = (...own: string[]) => ['{', ...own, '}'].join('\n');
  const refused: [name: string, text: string, problem: RegExp][] = [
    ['nothing', '', /speaker\.json:1: is not JSON/],
    ['a word', '{\n  "name": Ada\n}', /:2: is not JSON/],
    ['a comment', '{\n  // me\n  "name": "Ada"\n}', /:2: is not JSON/],
    ['single quotes', "{\n  'name': 'Ada'\n}", /:2: is not JSON/],
    ['a text without end', '{\n  "name": "Ada,\n  "event": "X"\n}', /:2: /],
    [
      'no comma',
      lines('  "name": "Ada"', '  "event": "X"'),
      /:3: is not JSON.*ends with a comma/,
    ],
    ['a comma too many', lines('  "name": "Ada",'), /:3: is not JSON/],
    ['no end', '{\n  "name": "Ada"\n', /:2: is not JSON/],
    ['two objects', '{ "name": "Ada" }\n{}', /:2: is not JSON/],
    ['a list', '["Ada"]', /:1: must hold one object/],
    ['no object', 'null', /:1: must hold one object/],
    [
      'an unknown name',
      lines('  "name": "Ada",', '  "twitter": "x"'),
      /:3: there is no "twitter"; there are name, contact/,
    ],
    ['a number', lines('  "event": 2026'), /:2: "event" must be a text/],
    ['an empty text', lines('  "name": " "'), /:2: "name" must be a text/],
    [
      'no web address',
      lines('  "address": "example.org"'),
      /:2: "address" must begin with https:\/\//,
    ],
    [
      'an address that runs a program',
      lines('  "address": "javascript:alert(1)"'),
      /:2: "address" must begin/,
    ],
    [
      'too much for a slide',
      lines(`  "name": "${'a'.repeat(61)}"`),
      /:2: "name" has 61 characters, .* room for 60/,
    ],
  ];
  for (const [name, text, problem] of refused) {
    test(`is refused with its line: ${name}`, () => {
      assert.throws(() => parsePresenter(text), { message: problem });
    });
  }
});

suite('What a package says in place of its presenter', () => {
  const described: [text: string, presenter: object][] = [
    ['{"name": "kit"}', {}],
    ['{"name": "kit", "repository": "me/kit"}', {}],
    [
      '{"name": "kit", "repository": {"url": "git+https://a.example/kit.git"}}',
      { address: 'https://a.example/kit', addressSays: 'kit' },
    ],
    [
      '{"repository": "https://a.example/kit"}',
      { address: 'https://a.example/kit' },
    ],
  ];
  for (const [text, presenter] of described) {
    test(`is an address, or nothing: ${text}`, () => {
      assert.deepEqual(presenterOfPackage(text), presenter);
    });
  }
});
