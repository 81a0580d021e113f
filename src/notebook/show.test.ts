import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { show } from './show.ts';

interface Shown {
  readonly html: string;
  readonly text: string;
}

/** What a notebook would show; this list stands in for the kernel. */
const shown: Shown[] = [];
const kernelKey = Symbol.for('async-lab.kernel');
const globals = globalThis as unknown as Record<symbol, unknown>;

before(() => {
  globals[kernelKey] = {
    publish(bundle: Record<string, string>) {
      const { 'text/html': html = '', 'text/plain': text = '' } = bundle;
      shown.push({ html, text });
    },
  };
});
afterEach(() => shown.splice(0));
after(() => Reflect.deleteProperty(globals, kernelKey));

function textOf(value: unknown): string {
  show(value);
  const { html = '', text = '' } = shown.at(-1) ?? {};
  assert.match(html, /^<(p|pre|table)/);
  return text;
}

class Pokemon {
  readonly name = 'mew';
  readonly types = ['psychic'];
}

class PrivateOnly {
  readonly #id = 151;
  get id() {
    return this.#id;
  }
}

const circular: Record<string, unknown> = { name: 'ouroboros' };
circular['self'] = circular;

interface Case {
  readonly what: string;
  readonly value: unknown;
  readonly text: string;
}

const cases: readonly Case[] = [
  {
    what: 'a Map',
    value: new Map<string, unknown>([
      ['mew', 151],
      ['ditto', { id: 132 }],
    ]),
    text: 'Map(2)\nkey    value\nmew    151\nditto  { id: 132 }',
  },
  { what: 'an empty Map', value: new Map(), text: 'Map(0)' },
  {
    what: 'a Set',
    value: new Set(['mew', 'ditto']),
    text: 'Set(2)\nvalue\nmew\nditto',
  },
  {
    what: 'a Set of objects',
    value: new Set([{ id: 151 }]),
    text: 'Set(1)\nid\n151',
  },
  { what: 'an empty Set', value: new Set(), text: 'Set(0)' },
  {
    what: 'a nested object',
    value: { mew: { stats: { attack: 100 } } },
    text: 'name  value\nmew   { stats: { attack: 100 } }',
  },
  {
    what: 'an instance of a class',
    value: new Pokemon(),
    text: "Pokemon\nname   value\nname   mew\ntypes  [ 'psychic' ]",
  },
  {
    what: 'an instance without public fields',
    value: new PrivateOnly(),
    text: 'PrivateOnly {}',
  },
  {
    what: 'a circular object',
    value: circular,
    text: "name  value\nname  ouroboros\nself  <ref *1> { name: 'ouroboros', self: [Circular *1] }",
  },
  {
    what: 'an object without a prototype',
    value: Object.assign(Object.create(null) as object, { id: 1 }),
    text: 'name  value\nid    1',
  },
  {
    what: 'an object of another context',
    value: runInNewContext('({ id: 1 })'),
    text: 'name  value\nid    1',
  },
  { what: 'an empty object', value: {}, text: '{}' },
  { what: 'an empty array', value: [], text: '[]' },
  { what: 'an array of numbers', value: [1, 2], text: '[ 1, 2 ]' },
  {
    what: 'an array of different things',
    value: [1, { id: 2 }],
    text: '[ 1, { id: 2 } ]',
  },
  {
    what: 'rows of which one is empty',
    value: [{ id: 1 }, {}],
    text: 'id\n1\n',
  },
  { what: 'a Date', value: new Date(0), text: '1970-01-01T00:00:00.000Z' },
  { what: 'bytes', value: Buffer.from('hi'), text: '<Buffer 68 69>' },
  { what: 'undefined', value: undefined, text: 'undefined' },
  { what: 'a symbol', value: Symbol('mew'), text: 'Symbol(mew)' },
  {
    what: 'wide letters in aligned columns',
    value: [
      { name: '日本', id: 1 },
      { name: 'mew', id: 2 },
    ],
    text: 'name  id\n日本  1\nmew   2',
  },
];

const refused = Object.assign(new Error('connect failed'), {
  code: 'ECONNREFUSED',
});

const loop: { cause?: unknown } & Error = new Error('round and round');
loop.cause = loop;

const errors: readonly Case[] = [
  {
    what: 'its name and message',
    value: new RangeError('too far'),
    text: 'RangeError: too far',
  },
  {
    what: 'its name, where it has no message',
    value: new TypeError(),
    text: 'TypeError',
  },
  {
    what: 'its code',
    value: refused,
    text: 'Error: connect failed (ECONNREFUSED)',
  },
  {
    what: 'its causes',
    value: new TypeError('fetch failed', { cause: refused }),
    text: 'TypeError: fetch failed\n  caused by Error: connect failed (ECONNREFUSED)',
  },
  {
    what: 'a cause that is not an error',
    value: new Error('stopped', { cause: 'enough' }),
    text: 'Error: stopped\n  caused by enough',
  },
  {
    what: 'the errors that it collects',
    value: new AggregateError([new Error('one'), 'two'], 'all failed'),
    text: 'AggregateError: all failed\n  with Error: one\n  with two',
  },
  {
    what: 'a cause that is the error itself',
    value: loop,
    text: 'Error: round and round\n  caused by Error: round and round, as above',
  },
  {
    what: 'the reason of an aborted signal',
    value: AbortSignal.abort().reason,
    text: 'AbortError: This operation was aborted',
  },
  {
    what: 'an error of another context',
    value: runInNewContext('new RangeError("elsewhere")'),
    text: 'RangeError: elsewhere',
  },
];

suite('show', () => {
  for (const { what, value, text } of cases) {
    test(`shows ${what}`, () => {
      assert.equal(textOf(value), text);
    });
  }

  for (const { what, value, text } of errors) {
    test(`shows of an error ${what}`, () => {
      assert.equal(textOf(value), text);
    });
  }

  test('shows an error in a table by its message, on one line', () => {
    const error = new TypeError('fetch failed', { cause: refused });
    assert.equal(
      textOf([{ url: '/a', error }]),
      'url  error\n/a   TypeError: fetch failed caused by Error: connect failed (ECONNREFUSED)',
    );
  });

  test('escapes what it shows', () => {
    show(new Error('<b>'));
    assert.equal(shown[0]?.html, '<pre>Error: &lt;b&gt;</pre>');
  });
});

test('blocks in a table are in a font in which they line up', () => {
  show([
    { what: 'storm', picture: '·▁▂▅█ ·' },
    { what: 'words', picture: 'mew' },
  ]);
  const { html = '' } = shown.at(-1) ?? {};
  assert.match(
    html,
    /<td style="[^"]*font-family:monospace;white-space:pre">·▁▂▅█ ·</,
  );
  assert.match(html, /<td style="text-align:left">mew</);
});
